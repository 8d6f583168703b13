def f(v):
    try:
        print((1, "a") < (v, 2))
    except TypeError as e:
        print(e)


f(1)
f(2)
f(0)


def g():
    try:
        print((1, "a") < (1, 2))
    except TypeError as e:
        print(e)
    try:
        print((1, None) >= (1, 2))
    except TypeError as e:
        print(e)
    try:
        print((1, None) == (1, 2), (1, None) != (1, 2), (2, None) > (1, 2))
    except TypeError as e:
        print(e)
    try:
        print(5 in (1, "a", None), "a" in (1, "a"), 2.0 in (1, 2))
        print(5 in "abc")
    except TypeError as e:
        print(e)
    try:
        print(isinstance(1, 5))
    except TypeError as e:
        print(e)
    try:
        print(range(3)["a"])
    except TypeError as e:
        print(e)
    l = [1]
    try:
        l += 5
    except TypeError as e:
        print(e)


g()


def h(v):
    print((v, "a") < (1, 2))


h(0)
h(1)
