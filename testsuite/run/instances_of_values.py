# isinstance with a class that is a value, and with what is no class.


class Shape:
    pass


class Square(Shape):
    pass


def is_a(x, c):
    return isinstance(x, c)


def pick(n):
    return Shape if n else Square


for c in (int, str):
    print(isinstance(3, c), isinstance("a", c))
classes = [int, str, float]
for c in classes:
    print([isinstance(v, c) for v in (1, "b", 2.5, True)])
print(is_a(Shape(), pick(1)), is_a(Shape(), pick(0)), is_a(Square(), pick(1)))


def describe(x, c):
    if isinstance(x, c):
        return f"{x} is one"
    return f"{x} is none"


for c in [int, str]:
    print(describe(5, c), describe("five", c))

try:
    print(isinstance(3, [int, str]))
except TypeError as e:
    print(e)
try:
    print(isinstance(3, 4))
except TypeError as e:
    print(e)


def kind(x):
    if isinstance(x, type(None)):
        return "nothing"
    if isinstance(x, (int, type(None))):
        return x + 1
    return len(x)


print([kind(v) for v in (None, 3, "abc")])
