class A:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return NotImplemented

    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"

    def __sub__(self, other):
        return NotImplemented if self.x == 0 else self.x

    def __rsub__(self, other):
        return "rsub"

    def __iadd__(self, other):
        return NotImplemented

    def __isub__(self, other):
        return NotImplemented if self.x < 2 else "isub"


def attempt(what):
    try:
        print(what())
    except TypeError as e:
        print("TypeError:", e)


class B:
    pass



attempt(lambda: 1 + A(1))
attempt(lambda: B() + A(1))
attempt(lambda: 2 * A(1))
attempt(lambda: [A(0) - A(1), 1])
attempt(lambda: [A(1) - A(0), 1])
attempt(lambda: 1 - A(0))


def added(a, b):
    a += b
    return a


def taken(a, b):
    a -= b
    return a


print(added(B(), A(0)), added(1, A(0)))
for i in range(3):
    attempt(lambda: taken(A(i), A(0)))
    attempt(lambda: taken(A(i), 1))


class Bare:
    def __init__(self, x):
        self.x = x

    def __rmod__(self, other):
        return "rmod" if self.x else NotImplemented

    def __mul__(self, other):
        return "mul" if self.x else NotImplemented


for i in range(2):
    attempt(lambda: [1] % Bare(i))
    attempt(lambda: Bare(i) * [1])


def raised_to(a, b):
    a **= b
    return a


print(raised_to(2, 3))
for base in [3, "a"]:
    attempt(lambda: raised_to(base, 2))
