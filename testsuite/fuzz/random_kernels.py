"""Random programs of one kind: functions of numbers, with loops and early exits, that run in
comprehensions over ranges, lists of numbers, rows and objects, and in loops that carry
values. Such bodies run in lanes where forac can do that (doc/adr/0007-lanes.md,
0014-functions-in-lanes.md); some raise for some elements, or do what lanes cannot do."""
import random
import re

LENGTHS = [0, 1, 2, 7, 8, 9, 15, 16, 17, 24, 33]
FLOATS = ["0.0", "1.0", "-1.5", "0.1", "2.5", "1e10", "-0.0", "1e-7", "3.0", "1e308"]


# What stands for a list or an object where there is none of a name.
LISTS = {"v": "[1.5, 2.5]", "n": "[3, 4]", "m": "[[0.5, 2.0], [-1.0, 4.0]]", "o": "Part(1.5, 2)",
         "p": "[Part(0.5, 1), Part(-2.5, 3)]"}
PART = '''class Part:
    def __init__(self, size, number):
        self.size = size
        self.number = number
        self.even = number % 2 == 0
        self.row = [size, size * 0.5, 1.0]

'''


class Kernels:
    """Writes one program. Names: i.. are ints, x.. floats, v.. lists of floats, n.. lists of
    ints, m.. lists of lists of floats, o.. objects, p.. lists of objects."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.functions = []  # name, parameter kinds, result kind
        self.folds = []
        self.fresh = 0

    def chance(self, probability):
        return self.random.random() < probability

    def name(self, kind):
        self.fresh += 1
        return f"{kind}{self.fresh}"

    def line(self, indent, text):
        self.lines.append("    " * indent + text)

    def known(self, scope, kind):
        return [name for name in scope if name[0] == kind]

    # Expressions: kinds i, x, b (bool).

    def expression(self, kind, scope, depth):
        names = self.known(scope, kind)
        if names and self.chance(0.35 if depth else 0.75):
            return self.random.choice(names)
        if depth == 0:
            return self.literal(kind)
        callees = [f for f in self.functions if f[2] == kind]
        if callees and self.chance(0.12):
            return self.call(self.random.choice(callees), scope, depth - 1)
        return getattr(self, "make_" + kind)(scope, depth - 1)

    def literal(self, kind):
        if kind == "i":
            return str(self.random.randint(-5, 12) if self.chance(0.9)
                       else self.random.choice([2**31, -2**31, 2**40, 2**53 + 1]))
        return self.random.choice(FLOATS if kind == "x" else ["True", "False"])

    def fill(self, scope, depth, *templates):
        """Fills <i>, <x>, <b> by expressions, <v>, <n> by lists."""
        def text(match):
            kind = match[1]
            if kind not in LISTS:
                return "(" + self.expression(kind, scope, depth) + ")"
            return self.random.choice(self.known(scope, kind) or [LISTS[kind]])

        templates = [t for t in templates if "<o>" not in t or self.known(scope, "o")]
        return re.sub("<([ixbvnmop])>", text, self.random.choice(templates))

    def make_i(self, scope, depth):
        return self.fill(scope, depth, "<i> + <i>", "<i> - <i>", "<i> * <i> & 65535", "<i> // 4",
                         "<i> % 8", "<i> // 3", "<i> % 5", "-<i>", "<i> & <i>", "<i> ^ <i>",
                         "<i> | 1", "(<i> & 255) << 3", "<i> >> 2", "abs(<i>)", "len(<v>)",
                         "<i> if <b> else <i>", "<n>[<i>]", "<n>[<i> % len(<n>)]",
                         "sum(k * <i> & 255 for k in range(3))", "sum(<n>)", "int(<i> * 0.75)",
                         "min(<i>, <i>)", "<i> * 3 + 1 & 1023", "sum(1 for x9 in <v> if x9 > <x>)",
                         "min(range(4), key=lambda k: (k - <i>) * (k - 2))", "<o>.number",
                         "<o>.number + <i>", "len(<o>.row)", "<p>[<i> % len(<p>)].number")

    def make_x(self, scope, depth):
        return self.fill(scope, depth, "<x> + <x>", "<x> - <x>", "<x> * <x>", "<x> / <x>", "-<x>",
                         "abs(<x>)", "math.sqrt(abs(<x>))", "<x> * <i>", "<i> / <i>",
                         "<i> / 7", "<x> if <b> else <x>", "<v>[<i>]", "<v>[<i> % len(<v>)]",
                         "<x> * 0.5 + <x>", "sum(x9 * <x> for x9 in <v>) + 0.0", "float(<i>)",
                         "sum(a * b for a, b in zip(<v>, <v>)) + <x>", "max(<x>, <x>)",
                         "sum(k * x9 for k, x9 in enumerate(<v>)) * <x>", "1.0 / (<i> + <i>)",
                         "sum(x9 for x9 in <v> if x9 < <x>) + 0.5", "math.exp(<x> * 0.125)",
                         "math.exp(-abs(<x>))", "1.0 / (1.0 + math.exp(-<x>))", "<o>.size",
                         "<o>.size * <x>", "<o>.row[<i>]", "<p>[<i>].size",
                         "sum(a * b for a, b in zip(<o>.row, <v>)) + <x>")

    def make_b(self, scope, depth):
        return self.fill(scope, depth, "<i> < <i>", "<i> == <i>", "<x> < <x>", "<x> >= <x>",
                         "<x> == <x>", "not <b>", "<b> and <b>", "<b> or <b>", "<i> % 2 == 0",
                         "<i> % 3 > 0", "<i> < <x>", "bool(<i>)", "<x> != 0.0", "0 < <i> < 5",
                         "<o>.even")

    def call(self, callee, scope, depth):
        name, kinds, _ = callee
        arguments = []
        for kind in kinds:
            if kind in LISTS:
                arguments.append(self.random.choice(self.known(scope, kind) or [LISTS[kind]]))
            else:
                arguments.append(self.expression(kind, scope, depth))
        return f"{name}({', '.join(arguments)})"

    # Statements of kernels.

    def block(self, scope, indent, size, depth, looping, result):
        scope = dict(scope)
        for _ in range(size):
            self.statement(scope, indent, depth, looping, result)

    def statement(self, scope, indent, depth, looping, result):
        makers = ["assign"] * 4 + ["update"] * 3
        makers += ["if_"] * 3 + ["for_"] * 2 + ["while_", "leave"] if depth else ["leave"]
        getattr(self, "do_" + self.random.choice(makers))(scope, indent, depth, looping, result)

    def do_assign(self, scope, indent, depth, looping, result):
        kind = self.random.choice("iixx")
        value = self.expression(kind, scope, 2)
        name = self.name(kind)
        self.line(indent, f"{name} = {value}")
        scope[name] = True

    def do_update(self, scope, indent, depth, looping, result):
        names = [n for n in self.known(scope, "i") + self.known(scope, "x") if scope[n]]
        if not names:
            self.line(indent, "pass")
            return
        name = self.random.choice(names)
        limit = " & 4095" if name[0] == "i" else ""
        self.line(indent, f"{name} = ({name} {self.random.choice('+-*')} "
                          f"{self.expression(name[0], scope, 2)}){limit}")

    def do_if_(self, scope, indent, depth, looping, result):
        self.line(indent, f"if {self.expression('b', scope, 2)}:")
        self.block(scope, indent + 1, self.random.randint(1, 2), depth - 1, looping, result)
        if self.chance(0.5):
            self.line(indent, "else:")
            self.block(scope, indent + 1, self.random.randint(1, 2), depth - 1, looping, result)

    def do_for_(self, scope, indent, depth, looping, result):
        name, other = self.name("i"), self.name("x")
        head, names = self.random.choice([
            (f"{name} in range({self.random.randint(0, 5)})", [name]),
            (f"{name} in range(<i> % 6)", [name]), (f"{other} in <v>", [other]),
            (f"{name}, {other} in enumerate(<v>)", [name, other]),
            (f"{other}, {name} in zip(<v>, <n>)", [name, other]),
            (f"{name} in range(5, -2, -2)", [name])])
        self.line(indent, f"for {self.fill(scope, 1, head)}:")
        inner = {**scope, **{n: True for n in names}}
        self.block(inner, indent + 1, self.random.randint(1, 3), depth - 1, True, result)
        if self.chance(0.2):
            self.line(indent, "else:")
            self.block(scope, indent + 1, 1, depth - 1, looping, result)

    def do_while_(self, scope, indent, depth, looping, result):
        name = self.name("i")
        self.line(indent, f"{name} = {self.expression('i', scope, 1)} % 7")
        self.line(indent, f"while {name} > 0:")
        self.line(indent + 1, f"{name} -= {self.random.randint(1, 3)}")
        self.block({**scope, name: False}, indent + 1, self.random.randint(1, 2), depth - 1, True,
                   result)

    def do_leave(self, scope, indent, depth, looping, result):
        self.line(indent, f"if {self.expression('b', scope, 2)}:")
        options = [f"return {self.expression(result, scope, 2)}"] * 3
        if looping:
            options += ["break", "break", "continue", "continue"]
        if self.chance(0.15):
            options += ["raise ValueError('no')", "print('seen')"]
        self.line(indent + 1, self.random.choice(options))

    # The whole.

    def function(self):
        name = f"f{len(self.functions)}"
        kinds = ["x", "i"] + [self.random.choice("ixvno") for _ in range(self.random.randint(0, 2))]
        names = [self.name(kind) for kind in kinds]
        result = self.random.choice("ixx")
        self.line(0, f"def {name}({', '.join(names)}):")
        scope = {n: True for n in names}
        for _ in range(self.random.randint(1, 5)):
            self.statement(scope, 1, 3, False, result)
        self.line(1, f"return {self.expression(result, scope, 2)}")
        self.line(0, "")
        self.functions.append((name, kinds, result))

    def source(self, count):
        """What a loop or comprehension goes over, and the names that it binds."""
        i, x, v, o = self.name("i"), self.name("x"), self.name("v"), self.name("o")
        return self.random.choice([
            (f"{i} in range({count})", [i]), (f"{x} in <v>", [x]),
            (f"{i}, {x} in enumerate(<v>)", [i, x]), (f"{x}, {i} in zip(<v>, <n>)", [i, x]),
            (f"{i} in range(len(<n>))", [i]), (f"{v} in <m>", [v]), (f"{o} in <p>", [o]),
            (f"{v}, {x} in zip(<m>, <v>)", [v, x]), (f"{x}, {o} in zip(<v>, <p>)", [x, o])])

    def fold(self):
        """A function with a loop that carries values."""
        name = f"g{len(self.folds)}"
        kinds = ["v", "n", "m", "p"]
        names = [self.name(kind) for kind in kinds]
        self.line(0, f"def {name}({', '.join(names)}):")
        scope = {n: True for n in names}
        self.line(1, f"total = {self.random.choice(FLOATS)}")
        self.line(1, "best = count = 0")
        source, bound = self.source("19")
        self.line(1, f"for {self.fill(scope, 1, source)}:")
        scope.update((n, True) for n in bound)
        for _ in range(self.random.randint(0, 2)):
            self.do_assign(scope, 2, 2, True, "x")
        for text in self.random.sample(["total += <x>", "count = count + <i> & 65535",
                                        "best = <i> if <b> else best", "count += 1 if <b> else 0",
                                        "total = total * 0.5 - <x>", "count += <i> * 2**40",
                                        "best = max(best, <i>)"], 3):
            self.line(2, self.fill(scope, 2, text))
        self.line(1, "return total, best, count")
        self.line(0, "")
        self.folds.append((name, kinds, "t"))

    def comprehension(self, scope):
        source, names = self.source("count")
        inner = {**scope, **{n: True for n in names}}
        callee = self.random.choice(self.functions)
        value = (self.call(callee, inner, 1) if self.chance(0.7)
                 else self.expression(self.random.choice("ixb"), inner, 3))
        if self.chance(0.15):
            value = f"({value}, {self.expression('i', inner, 1)})"
        elif self.chance(0.2):
            value = self.fill(inner, 2, "[x9 * <x> for x9 in <v>]", "[x9 for x9 in <v> if x9 < <x>]",
                              "[<i> for i9 in <n> if i9 % 3 == <i> % 3]",
                              "[(x9, <i>) for x9, i9 in zip(<v>, <n>) if i9 > <i>]")
        elif self.chance(0.3):
            condition = f" if {self.expression('b', inner, 2)}" if self.chance(0.4) else ""
            return f"sum({value} for {self.fill(scope, 1, source)}{condition})"
        return f"[{value} for {self.fill(scope, 1, source)}]"

    def text(self):
        self.line(0, "import math")
        self.line(0, "")
        self.line(0, PART)
        for _ in range(self.random.randint(1, 3)):
            self.function()
        for _ in range(self.random.randint(0, 2)):
            self.fold()
        self.line(0, "def main(count):")
        self.line(1, f"v1 = [0.75 * k - {self.random.choice(FLOATS)} for k in range(count)]")
        self.line(1, "v2 = [1.0, -2.5, 0.0, 4.0]")
        self.line(1, f"n1 = [k * {self.random.choice([1, 7, 2**33])} - 3 for k in range(count)]")
        self.line(1, "n2 = [5, 0, -1, 2, 8]")
        self.line(1, f"m1 = [[{self.random.choice(FLOATS)}, 0.5 * k, -1.5] for k in range(count)]")
        self.line(1, "m2 = [v1[: k % 3 + 1] for k in range(count)]")
        self.line(1, f"p1 = [Part(0.25 * k - {self.random.choice(FLOATS)}, k) for k in range(count)]")
        scope = {n: True for n in ("v1", "v2", "n1", "n2", "m1", "m2", "p1")}
        for _ in range(self.random.randint(2, 6)):
            self.line(1, "try:")
            folds = self.folds and self.chance(0.4)
            value = (self.call(self.random.choice(self.folds), scope, 1) if folds
                     else self.comprehension(scope))
            self.line(2, f"print({value})")
            self.line(1, "except Exception as error:")
            self.line(2, "print(type(error).__name__, error)")
        self.line(0, "")
        for count in self.random.sample(LENGTHS, 4):
            self.line(0, f"main({count})")
        return "\n".join(self.lines) + "\n"
