class A:
    def __init__(self, x):
        self.x = x

    def __str__(self):
        return 5 if self.x == 0 else "A"

    def __repr__(self):
        return None if self.x == 0 else "A()"

    def __format__(self, spec):
        return self.x if self.x == 0 else "f" + spec

    def __bool__(self):
        return self.x if self.x < 2 else True

    def __len__(self):
        return self.x - 1 if self.x < 3 else 1.5

    def __int__(self):
        return self.x if self.x else 1.5

    def __float__(self):
        return 1.5 if self.x else 1

    def __hash__(self):
        return "hash" if self.x == 0 else self.x - 2

    def __contains__(self, item):
        return [item] if self.x else 0

    def __abs__(self):
        return "abs"

    def __neg__(self):
        return NotImplemented


def attempt(what):
    try:
        print(what())
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ":", e)


for i in range(4):
    a = A(i)
    attempt(lambda: str(a))
    attempt(lambda: repr(a))
    attempt(lambda: [a])
    attempt(lambda: f"{a}")
    attempt(lambda: f"{a!s} {a!r}")
    attempt(lambda: f"{a:>3}")
    attempt(lambda: format(a, "x"))
    attempt(lambda: "%s" % a)
    attempt(lambda: bool(a))
    attempt(lambda: not a)
    attempt(lambda: 1 if a else 2)
    attempt(lambda: len(a))
    attempt(lambda: int(a))
    attempt(lambda: float(a))
    attempt(lambda: hash(a))
    attempt(lambda: 1 in a)
    attempt(lambda: 1 not in a)
    attempt(lambda: abs(a))
    attempt(lambda: any([a]))
    print((-a) is NotImplemented)


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Flags:
    def __len__(self):
        return True

    def __hash__(self):
        return False

    def __int__(self):
        return 0

    def __str__(self):
        return "xyz"[1]


print(len(Flags()), hash(Flags()), int(Flags()), str(Flags()), bool(Flags()))
print(bool(Sized(0)), bool(Sized(2)))
attempt(lambda: bool(Sized(-1)))
attempt(lambda: 1 if Sized(-3) else 2)


class Shown:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return "Shown" if self.x else 0.5


attempt(lambda: "%r %s" % (Shown(1), Shown(1)))
attempt(lambda: f"{Shown(0)!r}")
attempt(lambda: str(Shown(0)))


class Failure(Exception):
    def __init__(self, x):
        self.x = x

    def __str__(self):
        return self.x if self.x else "failed"


class Other(Failure):
    def __repr__(self):
        return "Other" if self.x else self.x


for i in [0, 7]:
    try:
        raise Failure(i)
    except Exception as e:
        attempt(lambda: str(e))
    try:
        raise Other(i)
    except Failure as e:
        attempt(lambda: repr(e))
        attempt(lambda: f"{e}")
len(Sized(-5))
