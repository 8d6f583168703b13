def show(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError", e)

def cut(x, a, b):
    return x[a:b]

x = [1, 2, 3, 4]
for w in [1, 2.5]:
    try:
        del x[w:]
        print(x)
    except TypeError as e:
        print(e, x)
n = 10 / 2
try:
    print([1, 2, 3][:n])
except TypeError as e:
    print(e)
try:
    print("abc"["a":])
except TypeError as e:
    print(e)
for w in [1, "a", None, True]:
    show(lambda: "abcdef"[::w])
    show(lambda: [1, 2, 3][:w])
    show(lambda: (1, 2, 3)[w:])
    show(lambda: cut("hello", 0, w))
y = [1, 2, 3]
for w in [1, "a", None, True]:
    try:
        y[w:2] = [7, 8]
        print(y)
    except TypeError as e:
        print(e)
print(y[sum([]):], y[slice(True, None)], y[True:3])
for a in [None, 1]:
    print(y[a:], y[:a], y[::a])
