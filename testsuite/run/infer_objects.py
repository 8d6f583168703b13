import math
import sys
from math import sqrt


class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        if not isinstance(o, Vec):
            return NotImplemented
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __eq__(self, o):
        return self.x == o.x and self.y == o.y

    def __repr__(self):
        return f"Vec({self.x!r}, {self.y!r})"

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def __contains__(self, v):
        return v == self.x or v == self.y

    def __lt__(self, o):
        return self.x < o.x

    def __bool__(self):
        return self.x != 0

    @property
    def norm(self):
        return sqrt(self.x * self.x + self.y * self.y)

    @staticmethod
    def zero():
        return Vec(0.0, 0.0)

    @classmethod
    def unit(cls):
        return cls(1.0, 0.0)

    def __call__(self, z):
        return z + self.x

    def __neg__(self):
        return Vec(-self.x, -self.y)


a = Vec(1.0, 2.0)
b = 2.0 * a + a * 3.0
print(a, b, a == b, a != b, len(a), a[0], 2.0 in a, a < b, bool(a), a.norm, -a)
print(Vec.zero(), Vec.unit(), a(5.0), sorted([b, a]), max(a, b), min([a, b]))


class Animal:
    name = "animal"

    def __init__(self, age=3):
        self.age = age

    def speak(self):
        return "..." + self.sound()

    def sound(self):
        return "?"


class Dog(Animal):
    name = "dog"

    def __init__(self, age, tricks):
        super().__init__(age)
        self.tricks = tricks

    def sound(self):
        return "woof"


class Cat(Animal):
    def sound(self):
        return "meow" + super().sound()


for pet in [Dog(3, ["sit"]), Cat()]:
    print(pet.speak(), pet.name, pet.age, isinstance(pet, Dog))


def f(a, b=2, *rest, c=3, **more):
    return a + b + c + len(rest) + len(more)


print(f(1), f(1, 2, 3, 4), f(1, c=5), f(b=1, a=2), f(1, x=1, y=2))
xs = [3, 1, 2]
print(sorted(xs), sorted(xs, reverse=True), sorted(xs, key=lambda x: -x))
print(list(map(str, xs)), list(filter(lambda x: x > 1, xs)), list(zip(xs, "abc")))
print(sum(xs), sum([1.5, 2.5]), max(xs), min(xs), any(x > 2 for x in xs), all(xs))
print(max(xs, key=lambda x: -x), max([], default=0), min(3, 1.5), max("abc"))
for i, (x, y) in enumerate(zip(xs, reversed(xs)), 1):
    print(i, x, y, end=";")
print()
d = {"a": 1, "b": 2}
for k, v in d.items():
    print(k, v)
d["c"] = d.get("a", 0) + 5
print(d, len(d), "a" in d, list(d), sorted(d.values()))
s = "hello world"
print(s.upper(), s[0], s[-1], s[1:4], s[::-1], s.split(), s.replace("l", "L"), s.count("l"))
print(f"{3.14159:.2f} {42:>5} {'x':<3}| {s!r} {1000000:,}")
t = (1, "a", 2.5)
p, q, r = t
print(t, t[1], t[1:], len(t), p, q, r, t == (1, "a", 2.5), t + (3,))
first, *others = xs
print(first, others)
m = [[0] * 3 for _ in range(2)]
m[0][1] = 5
print(m)
st = {1, 2, 3}
st.add(4)
print(len(st), 3 in st)
print([x * y for x in xs for y in xs if x != y])
print({x: x * x for x in xs}, {x % 2 for x in xs})
x = None
for i in range(3):
    if x is None:
        x = i
    else:
        x += i
print(x)
try:
    print(xs[10])
except IndexError as e:
    print("caught", e)
finally:
    print("done")
try:
    raise ValueError("bad", 3)
except (KeyError, ValueError) as e:
    print(repr(e), str(e))
print(" ".join(str(i) for i in xs), "-".join(["a", "b"]))
print(*xs)
print(*xs, sep=",")
print(abs(-3), round(2.567, 2), divmod(7, 2), pow(2, 5), 7 // 2, 7 % 3, 2 ** 10, 2 ** -1, 7 / 2)
print(int("5") + int(2.7) + int(True), float("1.5"), str(3), bool(0), chr(65), ord("a"))
print(isinstance(3, int), isinstance("a", (int, str)), type(3).__name__)
print(math.pi, math.floor(2.5), math.inf > 1)
while True:
    x -= 1
    if x < 0:
        break
else:
    print("never")
lam = lambda a, b=1: a + b
print(lam(1), lam(1, 2))
words = ["apple", "bob"]
print({w: len(w) for w in words}, [w.upper() for w in words if w], words.index("bob"))
print(1 < 2 < 3, not xs, xs and 1, xs or 2, None or "z")
xs.append(4)
xs.extend([5, 6])
xs.insert(0, 9)
print(xs.pop(), xs, xs == [1], xs[1:3], 3 in xs)
del xs[0]
print(xs, list(range(0, 10, 3)), range(3), len(range(5)))
print(tuple(xs), set([1]), dict([(1, 2)]), [None] * 2, [1, "a", None])
assert xs, "no"
global_count = 0


def bump():
    global global_count
    global_count += 1
    return global_count


bump()
print(bump())


def make():
    n = 0

    def inc(k):
        nonlocal n
        n += k
        return n
    return inc


inc = make()
print(inc(1), inc(2))
