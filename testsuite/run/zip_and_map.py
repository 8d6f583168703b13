from math import sqrt
a = ["1", "2", "3"]
for x, y in zip(map(int, a), [4, 5]):
    print(x, y)
def sq(x):
    return sqrt(x) * 2
print(list(zip(map(sq, [1.0, 4.0]), map(lambda v: v + 1, [3, 4, 5]))))
print(list(zip(filter(lambda v: v > 1, [1, 2, 3]), [1, 2])))
def show(x):
    print("show", x)
    return x
for x, y in zip([1, 2, 3], map(show, [7, 8])):
    print(x, y)
for i, x in enumerate(map(show, [1, 2])):
    print(i, x)
print(dict(zip(a, map(len, a))))
