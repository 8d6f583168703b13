#!/usr/bin/env python3
"""Random programs of integer arithmetic against python3, for what the compiler proves of
integers: ranges, masks, exact sums, decided comparisons.

    random_integers.py --forac build/cli/forac --seed 1 --count 100 [--flags=-O2]
                       [--keep FOLDER]

Each program calls random functions with numbers small and large and prints a line for each
call. A line of the compiled program is right if it is python3's, or if it tells of an
overflow: forac's integers have 64 bits, and what needs more is never a wrong number.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile

EDGES = [0, 1, -1, 2, 3, -7, 10, 100, -128, 255, 1000, 2**31 - 1, -2**31, 2**32, 2**53 + 1,
         -2**62, 2**62, 2**63 - 2, 2**63 - 1, -2**63 + 1, -2**63]
CONSTANTS = [0, 1, 2, 3, 5, 7, 10, 16, 60, 100, 255, 1000, 65535, 3650, 1000003, 2**31 - 1,
             2**32 - 1, 2654435761, 2**40, 2**62, 2**63 - 1]
MASKS = [1, 7, 255, 65535, 2**32 - 1, 2**40 - 1, 2**62, 2**63 - 1]
# Operations on two integers: the text, and what its numbered places are chosen from.
SHAPES = [
    *[("({a} {0} {b})", "+-*")] * 6,
    *[("({a} & {0})", MASKS)] * 2,
    ("({a} {0} {b})", "&|^"),
    ("({a} {0} {1})", ["//", "%"], [2, 3, 7, 8, 10, 1000003, -3]),
    ("({a} {0} {b})", ["//", "%"]),
    ("({a} {0} {1})", ["<<", ">>"], range(64)),
    ("({a} >> ({b} & 63))",),
    ("{0}({a}, {b})", ["min", "max"]),
    ("{0}({a})", ["abs", "-", "~"]),
]

MAIN = '''
LOW = -9223372036854775807 - 1
HIGH = 9223372036854775807


def tried(name, number, function, a, b):
    try:
        r = function(a, b)
        print(name, number, r if LOW <= r <= HIGH else "overflow")
    except ZeroDivisionError:
        print(name, number, "zero")
    except IndexError:
        print(name, number, "index")
    except ValueError:
        print(name, number, "value")
    except:
        print(name, number, "overflow")

'''


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.functions = []
        self.depth = 0

    def choose(self, items):
        return self.random.choice(items)

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    def atom(self, names):
        if self.random.random() < 0.65:
            return self.choose(names)
        number = self.choose(CONSTANTS)
        return str(number) if self.random.random() < 0.7 else f"(-{number})"

    def integer(self, names, size):
        if size <= 0:
            return self.atom(names)
        kind = self.random.randrange(len(SHAPES) + 3)
        a = self.integer(names, size - 1)
        b = self.integer(names, size - 2)
        if kind < len(SHAPES):
            shape, *choices = SHAPES[kind]
            return shape.format(*map(self.choose, choices), a=a, b=b)
        if kind == len(SHAPES):
            return f"({a} if {self.condition(names, size - 2)} else {b})"
        if kind == len(SHAPES) + 1 and self.functions:
            return f"{self.choose(self.functions)}({a}, {b})"
        return f"({a} + {b})"

    def condition(self, names, size):
        how = self.choose(["<", "<=", ">", ">=", "==", "!="])
        one = f"{self.integer(names, size)} {how} {self.integer(names, size - 1)}"
        if self.random.random() < 0.2:
            return f"{one} {self.choose(['and', 'or'])} {self.integer(names, 0)} < {self.atom(names)}"
        return one

    def statements(self, names, count, loops):
        for _ in range(count):
            kind = self.random.randrange(10)
            target = self.choose(["x", "y", "z"])
            if kind < 5:
                self.line(f"{target} = {self.integer(names, 3)}")
            elif kind < 7:
                self.line(f"if {self.condition(names, 2)}:")
                self.block(names, 2, loops)
                if self.random.random() < 0.5:
                    self.line("else:")
                    self.block(names, 2, loops)
            elif kind == 7 and loops:
                bounds = self.choose(["7", "1, 6", "5, -5, -2", "HIGH - 3, HIGH", "3, 20, 4",
                                      "(a & 7)", "len(XS)", "LOW + 2, LOW, -1"])
                name = f"i{loops}"
                self.line(f"for {name} in range({bounds}):")
                self.block(names + [name], 2, loops - 1)
            elif kind == 8 and loops:
                self.line(f"n = {self.random.randrange(9)}")
                step = self.random.randrange(1, 4)
                self.line(f"while n < {self.random.randrange(5, 30)}:")
                self.depth += 1
                self.line(f"n += {step}")
                self.depth -= 1
                self.block(names, 2, 0)
            else:
                self.line(f"{target} += XS[{self.choose(['x', 'y', 'a', '2', 'z'])} % len(XS)]")

    def block(self, names, count, loops):
        self.depth += 1
        self.statements(names, count, loops)
        self.depth -= 1

    def function(self, number):
        name = f"f{number}"
        self.line(f"def {name}(a, b):")
        self.depth += 1
        self.line(f"x, y, z, n = {self.atom(['a', 'b'])}, {self.atom(['a'])}, b, 0")
        names = ["a", "b", "x", "y", "z", "n", "K", "M"]
        self.statements(names, self.random.randrange(2, 6), 2)
        self.line(f"return {self.integer(names, 3)}")
        self.depth -= 1
        self.line("")
        self.functions.append(name)

    def text(self):
        self.line(f"K = {self.choose(CONSTANTS)}")
        self.line(f"M = (1 << {self.random.randrange(1, 60)}) - 1")
        self.line("XS = [3, -1, 4, 1, -5, 9]")
        self.line(MAIN)
        for number in range(self.random.randrange(2, 6)):
            self.function(number)
        calls = self.random.randrange(6, 14)
        for name in self.functions:
            for number in range(calls):
                a, b = (self.choose(EDGES) for _ in "ab")
                a, b = (f"({x + 1} - 1)" if x == -2**63 else f"({x})" for x in (a, b))
                self.line(f'tried("{name}", {number}, {name}, {a}, {b})')
        return "\n".join(self.lines) + "\n"


def run(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        return done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired:
        return "", "timeout", 124


def judge(options, text, folder):
    source, binary = os.path.join(folder, "p.py"), os.path.join(folder, "p")
    with open(source, "w") as file:
        file.write(text)
    expected, problem, status = run([sys.executable, source])
    if status:
        return "skipped"
    _, error, status = run([options.forac, *options.flags.split(), source, "-o", binary])
    if status == 1:
        return "refused"
    if status:
        return f"forac: {error}"
    actual, error, status = run([binary])
    if status:
        return f"status {status}: {error}"
    one, two = expected.splitlines(), actual.splitlines()
    if len(one) != len(two):
        return f"{len(two)} lines instead of {len(one)}"
    for a, b in zip(one, two):
        if a != b and not b.endswith("overflow"):
            return f"expected {a}\ngot      {b}"
    return "same"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forac", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--flags", default="-O2")
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    print("seed", options.seed)
    tally, failed = {}, 0
    for k in range(options.count):
        text = Program(f"{options.seed} {k}").text()
        with tempfile.TemporaryDirectory() as folder:
            verdict = judge(options, text, folder)
        if verdict not in ("same", "skipped", "refused"):
            print(f"program {k}: {verdict}")
            failed += 1
            if options.keep:
                os.makedirs(options.keep, exist_ok=True)
                with open(os.path.join(options.keep, f"{options.seed}_{k}.py"), "w") as file:
                    file.write(text)
            verdict = "wrong"
        tally[verdict] = tally.get(verdict, 0) + 1
    print(", ".join(f"{n} {what}" for what, n in sorted(tally.items())))
    print(f"{options.count - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
