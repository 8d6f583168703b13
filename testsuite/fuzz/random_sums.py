"""Random programs about sums of floats: side by side, over lists of equal and of different
length, over slices and comprehensions, in functions that are brought into others."""
import random

HELPERS = '''
import math


def total(a):
    return sum(a)


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def mean(a):
    return sum(a) / len(a)


def norm(a):
    return math.sqrt(dot(a, a) - 1.0)


def centred(a):
    m = mean(a)
    return [x - m for x in a]


def halves(a, i):
    return total(a[:i]) - total(a[i:])


def slope(a, b):
    da, db = centred(a), centred(b)
    return dot(da, db) / dot(da, da)


def checked(a):
    s = sum(a)
    if s > 100.0:
        raise ValueError("too much")
    return s - sum(x * x for x in a)
'''

CASES = ["[1.0][:0]", "[0.5]", "[-0.0]", "[1.0, 2.0]", "[3.0, -1.5, 0.25]", "[1e16, 1.0, -1e16]",
         "[0.1, 0.2, 0.3, 0.4, 0.5]", "[math.inf, 1.0]", "[math.nan]", "[70.0, 80.0]",
         "[0.0, -0.0, 5e-324]"]


class Sums:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []

    def pick(self, *choices):
        return self.random.choice(choices)

    def number(self):
        return self.pick("0.5", "2.0", "-1.25", "3.0", "0.0", "-0.0", "1e300")

    def term(self, names):
        names = [*names]
        return self.pick(names[0], f"{names[-1]} * {names[0]}", f"{names[0]} + {self.number()}",
                         f"{names[0]} - {names[-1]} * {self.number()}",
                         f"({names[0]} if {names[-1]} > {self.number()} else -{names[0]})",
                         f"abs({names[0]})", f"{names[0]} * {self.scalar()}")

    def scalar(self):
        return self.pick(*self.scalars) if self.scalars else self.number()

    def list(self):
        return self.pick(*self.lists)

    def slice(self):
        bound = lambda: str(self.random.randint(-3, 4)) if self.random.random() < 0.7 else ""
        return f"{self.list()}[{bound()}:{bound()}]"

    def source(self):
        return self.slice() if self.random.random() < 0.3 else self.list()

    def sum(self):
        start = self.pick("", "", "", ", 0", ", 0.5", ", -0.0")
        how = self.random.random()
        if how < 0.25:
            return f"sum({self.source()}{start})"
        if how < 0.5:
            inner = f"{self.term(['x'])} for x in {self.source()}"
        elif how < 0.6:
            inner = f"{self.term(['x'])} for x in {self.source()} if x > {self.number()}"
        elif how < 0.9:
            inner = f"{self.term(['x', 'y'])} for x, y in zip({self.source()}, {self.source()})"
        else:
            inner = f"sum(x * y for y in {self.source()}) for x in {self.source()}"
        return f"sum(({inner}){start})"

    def call(self):
        a, b = self.source(), self.source()
        return self.pick(f"total({a})", f"dot({a}, {b})", f"mean({a})", f"norm({a})",
                         f"halves({a}, {self.random.randint(-2, 3)})", f"slope({a}, {b})",
                         f"checked({a})", f"len({a})")

    def statement(self):
        how = self.random.random()
        fresh = f"v{len(self.lists)}"
        if how < 0.45:
            name = f"s{len(self.scalars)}"
            self.put(f"{name} = {self.sum() if self.random.random() < 0.7 else self.call()}")
            self.scalars.append(name)
        elif how < 0.55:
            value = self.pick(f"[{self.term(['x'])} for x in {self.source()}]",
                              f"[{self.term(['x', 'y'])} for x, y in zip({self.source()}, {self.list()})]",
                              f"centred({self.source()})")
            self.put(f"{fresh} = {value}")
            self.lists.append(fresh)
        elif how < 0.65:
            self.put(f"{fresh} = {self.slice()}")
            self.lists.append(fresh)
        elif how < 0.72:
            name = self.list()
            if name in "abc":  # the caller's list may not be updated
                name, value = fresh, f"[x for x in {name}]"
                self.put(f"{name} = {value}")
                self.lists.append(name)
            self.put(self.pick(f"{name}.append({self.number()})", f"{name} = {name} + [{self.number()}]",
                               f"if {name}:\n        {name}[0] = {self.number()}"))
        elif how < 0.8 and self.scalars:
            self.put(f"print({self.scalar()} {self.pick('+', '-', '*')} {self.scalar()})")
        elif how < 0.9 and self.scalars:
            self.put(f"print({self.scalar()}, {self.pick('len', 'sum')}({self.list()}))")
        else:
            self.put(f"print({self.list()})")

    def put(self, line):
        self.lines.append("    " + line)

    def function(self, number):
        self.lists, self.scalars = ["a", "b", "c"], []
        self.lines += ["", "", f"def f{number}(a, b, c):"]
        for _ in range(self.random.randint(4, 12)):
            self.statement()
        self.put(f"return [{', '.join(self.scalars)}], {self.list()}, {self.list()}")

    def text(self):
        count = self.random.randint(1, 3)
        for number in range(count):
            self.function(number)
        self.lines += ["", "", "def show(number, a, b, c):", "    try:"]
        for number in range(count):
            self.lines += [f"        if number == {number}:",
                           f"            print(f{number}(a, b, c))"]
        self.lines += ["    except (ArithmeticError, ValueError) as error:",
                       "        print(type(error).__name__, error)", "", ""]
        for _ in range(10):
            cases = ", ".join(self.random.choice(CASES) for _ in range(3))
            self.lines.append(f"show({self.random.randrange(count)}, {cases})")
        cases = ", ".join(self.random.choice(CASES) for _ in range(3))
        self.lines.append(f"print(f0({cases}))")
        return HELPERS + "\n".join(self.lines) + "\n"
