#!/usr/bin/env python3
"""Random Python programs: each must agree with python3 or be refused.

    random_programs.py --forac build/cli/forac --seed 1 --count 200 [--keep FOLDER]
                       [--kind any|kernels|sums]

Program k of a seed is always the same. Ends with status 1 if any program gave another
answer than python3, crashed, or crashed the compiler; such programs are kept in FOLDER.
"""
import argparse
import collections
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from random_aliases import Aliases
from random_kernels import Kernels
from random_sums import Sums

LIMIT = 20  # seconds for any one program
BOUNDED = "int result needs more than 64 bits"
SCALARS = ["int", "float", "bool", "str"]
INTERESTING = [0, 1, -1, 2, 3, 7, 10, 255, -128, 1000, 2**31 - 1, -2**31, 2**53 + 1, 2**62,
               2**63 - 1, -2**63 + 1]
WORDS = ["", "a", "b", "ab", "Hello", "x y", " pad ", "ünï", "日本", "0", "12", "a,b,c", "😀z"]


CLASSES = '''
class Problem(Exception):
    pass

class Point:
    width = 2

    def __init__(self, x, items):
        self.x = x
        self.items = items

    def total(self):
        return self.x * self.width + sum(self.items)

    def __add__(self, other):
        return Point(self.x + other.x, self.items + other.items)

    def __eq__(self, other):
        return self.x == other.x

    def __lt__(self, other):
        return self.total() < other.total()

    def __repr__(self):
        return f"Point({self.x}, {self.items})"

class Named(Point):
    width = 3

    def __init__(self, x, items, name="none"):
        super().__init__(x + 1, items)
        self.name = name

    def total(self):
        return super().total() + len(self.name)
'''


class Program:
    """Writes one random program; values are typed so that most of it is meaningful."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.functions = []  # name, parameter types, result type
        self.fresh = 0

    # Types: "int" ..., or tuples ("list", T), ("dict", K, V), ("set", T), ("tuple", T...).

    def type(self, depth=2):
        pick = self.random.random()
        if depth == 0 or pick < 0.55:
            return self.random.choice(SCALARS + ["int", "int"])
        if pick < 0.75:
            return ("list", self.type(depth - 1))
        if pick < 0.85:
            return ("dict", self.random.choice(["int", "str"]), self.type(depth - 1))
        if pick < 0.9:
            return ("set", "int")
        return ("tuple", *(self.type(depth - 1) for _ in range(self.random.randint(1, 3))))

    def name(self):
        self.fresh += 1
        return f"v{self.fresh}"

    def chance(self, probability):
        return self.random.random() < probability

    # Expressions.

    def expression(self, kind, scope, depth=3):
        names = [n for n, t in scope.items() if t == kind]
        if names and self.chance(0.45 if depth else 0.8):
            return self.random.choice(names)
        if depth == 0:
            return self.literal(kind, scope)
        callees = [f for f in self.functions if f[2] == kind]
        if callees and self.chance(0.15):
            name, parameters, _ = self.random.choice(callees)
            return f"{name}({', '.join(self.expression(p, scope, depth - 1) for p in parameters)})"
        if self.chance(0.06):
            return (f"({self.expression(kind, scope, depth - 1)} if "
                    f"{self.expression('bool', scope, depth - 1)} else "
                    f"{self.expression(kind, scope, depth - 1)})")
        maker = getattr(self, "make_" + (kind if isinstance(kind, str) else kind[0]))
        return maker(kind, scope, depth - 1)

    def literal(self, kind, scope):
        if kind == "int":
            return str(self.random.choice(INTERESTING) if self.chance(0.3)
                       else self.random.randint(-9, 20))
        if kind == "float":
            return repr(self.random.choice([0.0, 1.0, -1.5, 0.1, 1e10, 2.5, 3.0, 1e-7, 12345.678]))
        if kind == "bool":
            return self.random.choice(["True", "False"])
        if kind == "str":
            return repr(self.random.choice(WORDS))
        parts = [self.expression(p, scope, 0) for p in kind[1:]]
        if kind[0] == "list":
            return "[" + ", ".join(self.expression(kind[1], scope, 0)
                                   for _ in range(self.random.randint(1, 3))) + "]"
        if kind[0] == "dict":
            return "{" + f"{parts[0]}: {parts[1]}" + "}"
        if kind[0] == "set":
            return "{" + parts[0] + "}"
        return "(" + ", ".join(parts) + ",)"

    def unquoted(self, kind, scope):
        """An expression that may stand in an f-string: without quotes."""
        kind = ("list", "int") if kind == "ints" else kind
        names = [n for n, t in scope.items() if t == kind]
        if names:
            return self.random.choice(names)
        return "chr(97)" if kind == "str" else self.literal(kind, scope)

    def choose(self, kind, scope, depth, *templates):
        """Fills a template: {int}, {str}, ... are expressions of that type."""
        template = self.random.choice(templates)
        while "{" in template:
            before, _, rest = template.partition("{")
            what, _, after = rest.partition("}")
            if what[0] == "@":
                template = before + self.unquoted(what[1:], scope) + after
                continue
            inner = kind if what == "self" else what
            if what == "list":
                inner = ("list", self.random.choice(["int", "int", "str", "float"]))
            elif what == "ints":
                inner = ("list", "int")
            elif what == "strs":
                inner = ("list", "str")
            elif what == "dict":
                inner = ("dict", "str", "int")
            elif what == "set":
                inner = ("set", "int")
            text = self.expression(inner, scope, depth).replace("{", "\0").replace("}", "\1")
            template = before + "(" + text + ")" + after
        return template.replace("\0", "{").replace("\1", "}")

    def make_int(self, kind, scope, depth):
        return self.choose(kind, scope, depth, "{int} + {int}", "{int} - {int}", "{int} * {int}",
                           "{int} // {int}", "{int} % {int}", "-{int}", "{int} & {int}",
                           "{int} | {int}", "{int} ^ {int}", "{int} << ({int} % 5)",
                           "{int} >> ({int} % 70)", "~{int}", "len({str})", "len({list})",
                           "abs({int})", "min({int}, {int})", "max({int}, {int}, 3)",
                           "sum({ints})", "int({bool})", "{ints}[{int}]", "{str}.find({str})",
                           "{int} % 1000", "{int} % 7", "ord({str}[0])", "len({dict})",
                           "{dict}.get({str}, {int})", "{str}.count({str})", "int({float})",
                           "{int} ** 2", "divmod({int}, 7)[1]", "round({float})",
                           "sum(x * 2 for x in {ints})", "{ints}.index({int})", "len({set})",
                           "sorted({ints})[0]", "max({ints}, default=4)",
                           "int({str})", "{int} ** ({int} % 4)", "pow({int}, 3, 1009)",
                           "{int} // ({int} % 5 + 1)", "max({strs}, key=len, default='q').count('a')",
                           "len([x for x in {ints} if x > {int}])", "hash({int}) % 11",
                           "sum({dict}.values())", "{str}.rfind({str})", "{int}.bit_length()",
                           "[*{ints}, {int}][-1]", "(lambda a, b=2: a * b)({int})",
                           "sum(a * b for a, b in zip({ints}, range({int} % 9)))",
                           "min({ints}, key=lambda x: (x % 5, -x), default={int})",
                           "next((i for i, x in enumerate({ints}) if x < {int}), {int})",
                           "{int} - {bool}", "({int} or {int})", "({int} and {int})",
                           "{dict}.setdefault({str}, {int})", "sum(map(len, {strs}))")

    def make_float(self, kind, scope, depth):
        return self.choose(kind, scope, depth, "{float} + {float}", "{float} - {float}",
                           "{float} * {float}", "{float} / {float}", "{int} / {int}",
                           "{float} // {float}", "{float} % {float}", "float({int})", "-{float}",
                           "{float} * {int}", "abs({float})", "math.sqrt(abs({float}))",
                           "math.floor({float}) + 0.5", "round({float}, 2)", "{int} * 0.5",
                           "math.hypot({float}, 1.0)", "min({float}, {float})",
                           "{float} ** 2", "{float} ** 0.5 if {bool} else {float}",
                           "sum([{float}, {float}, 0.1])", "float({str})", "max({float}, {int})",
                           "divmod({float}, {float})[0]", "{int} + {float}", "{float} - {int}",
                           "math.fsum([float({float}), 0.5])", "abs({int}) ** 0.5")

    def make_bool(self, kind, scope, depth):
        return self.choose(kind, scope, depth, "{int} < {int}", "{int} == {int}",
                           "{float} <= {float}", "{str} == {str}", "{str} < {str}",
                           "not {bool}", "{bool} and {bool}", "{bool} or {bool}",
                           "{int} in {ints}", "{str} in {str}", "{int} <= {int} < {int}",
                           "{ints} == {ints}", "{strs} < {strs}", "bool({int})", "bool({str})",
                           "{int} in {set}", "any(x > 2 for x in {ints})",
                           "all(x != 1 for x in {ints})", "{str}.isdigit()",
                           "{str}.startswith({str})", "{int} == {float}", "{str} not in {dict}",
                           "isinstance({int}, int)", "{float} < {int} < {float}", "{ints} < {ints}",
                           "({int}, {str}) < ({int}, {str})", "{dict} == {dict}",
                           "{set} <= {set}", "not {ints}", "{str}.endswith(('a', {str}))",
                           "{str}.isalpha() ^ {bool}", "{bool} & {bool}", "{bool} != {bool}",
                           "[{int}, {str}] == [{int}, {str}]", "{float} in {ints}",
                           "any(c.isupper() for c in {str})", "{ints} is not None")

    def make_str(self, kind, scope, depth):
        return self.choose(kind, scope, depth, "{str} + {str}", "{str} * ({int} % 4)",
                           "str({int})", "str({float})", "repr({str})", "{str}.upper()",
                           "{str}.strip()", "{str}[{int}]", "{str}[1:]", "{str}[::-1]",
                           "str({bool})", "{str}.replace({str}, {str})", "' '.join({strs})",
                           "chr({int} % 1000 + 32)", "f'\0{@int}:>6\1|\0{@float}:.3f\1'",
                           "str({list})", "str({dict})", "{str}.title()", "{str}.lower()",
                           "{str}.center({int} % 12)", "{str}.zfill(5)", "{strs}[{int}]",
                           "str(({int}, {str}))", "{str}.swapcase()",
                           "f'\0{@float}:e\1|\0{@int}:+,\1|\0{@str}!r:>9\1'", "f'\0{@int}:#x\1|\0{@int}:08b\1'",
                           "f'\0{@float}:g\1|\0{@float}:>10.2f\1|\0{@bool}\1'", "f'\0{@str}:*^9.3\1\0{@ints}\1'",
                           "','.join(str(x) for x in {ints})", "''.join(sorted({str}))",
                           "{str}[{int}:{int}]", "{str}[::{int}]", "{str}.rstrip('ab')",
                           "{str}.partition({str})[2]", "{str}.ljust(7, '.')",
                           "{str}.capitalize()",
                           "str({set})", "repr(({float}, {bool}, None))", "({str} or {str})",
                           "'|'.join([*{strs}, {str}])", "max({strs}, key=len, default='d')",
                           "str({ints}[{int}:{int}])", "'-'.join(f'\0{@str}\1\0x\1' for x in {ints})",
                           "' '.join(f'\0k\1=\0v\1' for k, v in {dict}.items())",
                           "str(sorted({dict}.items()))", "{str}.removeprefix({str})")

    def make_list(self, kind, scope, depth):
        inner = self.expression(kind[1], scope, depth)
        source = self.choose(kind, scope, depth, "{self} + {self}", "{self}[1:]", "{self}[::-1]",
                             "list({self})", "{self} * 2", "{self}[:2]", "sorted({self})"
                             if kind[1] in ("int", "str") else "{self}[:-1]")
        options = [source, f"[{inner} for _ in range({self.random.randint(0, 4)})]",
                   "[" + ", ".join(self.expression(kind[1], scope, depth)
                                   for _ in range(self.random.randint(0, 3))) + "]"]
        if kind[1] == "int":
            options += [self.choose(kind, scope, depth, "[x + 1 for x in {ints}]",
                                    "[x for x in {ints} if x % 2]", "list(range({int} % 9))",
                                    "[len(w) for w in {strs}]", "[ord(c) for c in {str}]",
                                    "[i * x for i, x in enumerate({ints})]",
                                    "[a - b for a, b in zip({ints}, {ints})]",
                                    "sorted({ints}, key=lambda x: -x)", "[*{ints}, *{ints}]",
                                    "sorted({ints}, key=lambda x: x % 3, reverse=True)",
                                    "list({dict}.values())", "sorted({set})",
                                    "[y for x in {ints} for y in range(x % 4)]",
                                    "list(map(lambda x: x + {int}, {ints}))",
                                    "list(filter(lambda x: x > {int}, {ints}))",
                                    "{ints}[{int}:{int}]", "{ints}[{int}:{int}:{int}]",
                                    "list(reversed({ints}))", "[x if x else {int} for x in {ints}]")]
        if kind[1] == "str":
            options += [self.choose(kind, scope, depth, "{str}.split()", "list({str})",
                                    "{str}.split(',')", "[c + c for c in {str}]",
                                    "sorted({strs}, key=len)", "list({dict})", "[str(x) for x in {ints}]",
                                    "sorted({dict}, key=lambda k: (len(k), k))",
                                    "{str}.split({str})", "{str}.rsplit(' ', 1)")]
        return self.random.choice(options)

    def make_dict(self, kind, scope, depth):
        key, value = (self.expression(k, scope, depth) for k in kind[1:])
        return self.random.choice([f"{{{key}: {value}}}", f"dict({self.literal(kind, scope)})",
                                   f"{{k: {value} for k in [{key}]}}",
                                   f"{{**{self.literal(kind, scope)}, {key}: {value}}}",
                                   f"{self.literal(kind, scope)} | {{{key}: {value}}}"])

    def make_set(self, kind, scope, depth):
        return self.choose(kind, scope, depth, "set({ints})", "{set} | {set}", "{set} & {set}",
                           "{set} - {set}", "{set} ^ {set}", "\0x % 5 for x in {ints}\1")

    def make_tuple(self, kind, scope, depth):
        return "(" + ", ".join(self.expression(k, scope, depth) for k in kind[1:]) + ",)"

    # Statements.

    def line(self, indent, text):
        self.lines.append("    " * indent + text)

    def block(self, scope, indent, size, depth, looping=False):
        start = len(self.lines)
        scope = dict(scope)
        for _ in range(size):
            self.statement(scope, indent, depth, looping)
        if len(self.lines) == start:
            self.line(indent, "pass")

    def statement(self, scope, indent, depth, looping):
        makers = ["assign"] * 5 + ["augment"] * 3 + ["mutate"] * 5 + ["alias", "show", "show"]
        if depth:
            makers += ["if_", "if_", "for_", "for_", "while_", "try_", "try_", "unpack", "star",
                       "closure", "object", "group", "raise_", "call", "nest"]
        if looping:
            makers += ["leave"]
        getattr(self, "do_" + self.random.choice(makers))(scope, indent, depth, looping)

    def target(self, kind, scope):
        names = [n for n, t in scope.items() if t == kind]
        return self.random.choice(names) if names and self.chance(0.5) else self.name()

    def do_assign(self, scope, indent, depth, looping):
        kind = self.type()
        value = self.expression(kind, scope)
        name = self.target(kind, scope)
        self.line(indent, f"{name} = {value}")
        scope[name] = kind

    def do_augment(self, scope, indent, depth, looping):
        names = [n for n, t in scope.items() if t in ("int", "float", "str") or t[0] == "list"]
        if names:
            name = self.random.choice(names)
            operator = self.random.choice(["+=", "-=", "*="]) if scope[name] in ("int", "float") else "+="
            inner = {n: t for n, t in scope.items() if n != name or self.chance(0.3)}
            self.line(indent, f"{name} {operator} {self.expression(scope[name], inner, 1)}")

    def do_mutate(self, scope, indent, depth, looping):
        names = [n for n, t in scope.items() if t[0] in ("list", "dict", "set")]
        if not names:
            return
        name = self.random.choice(names)
        kind = scope[name]
        value = self.expression(kind[-1], scope, 1)
        index = self.random.choice(["0", "-1", self.expression("int", scope, 0) + f" % len({name})"])
        if kind[0] == "set":
            choices = [f"{name}.add({value})", f"{name}.discard({value})"]
        elif kind[0] == "dict":
            key = self.expression(kind[1], scope, 1)
            choices = [f"{name}[{key}] = {value}", f"{name}.pop({key}, None)",
                       f"{name}.setdefault({key}, {value})", f"{name}.update({{{key}: {value}}})"]
            if isinstance(kind[2], tuple) and kind[2][0] == "list":
                inner = self.expression(kind[2][1], scope, 1)
                choices += [f"{name}.setdefault({key}, []).append({inner})",
                            f"{name}[{key}].append({inner})"]
        else:
            choices = [f"{name}.append({value})"] * 2 + [
                f"{name}[{index}] = {value}", f"{name}.insert({index}, {value})",
                f"{name}.reverse()", f"if {name}: {name}.pop()",
                f"{name}.extend({self.expression(kind, scope, 1)})", f"del {name}[{index}]"]
            if isinstance(kind[1], tuple) and kind[1][0] == "list":
                inner = self.expression(kind[1][1], scope, 1)
                choices += [f"{name}[{index}].append({inner})", f"{name}[{index}][0] = {inner}"]
            if kind[1] in ("int", "str"):
                choices += [f"{name}.sort()"]
        self.line(indent, self.random.choice(choices))

    def do_alias(self, scope, indent, depth, looping):
        names = [n for n, t in scope.items() if isinstance(t, tuple)]
        if names:
            old, new = self.random.choice(names), self.name()
            self.line(indent, f"{new} = {old}")
            scope[new] = scope[old]

    def do_unpack(self, scope, indent, depth, looping):
        kinds = [self.type(1), self.type(1)]
        names = [self.name(), self.name()]
        values = [self.expression(k, scope, 2) for k in kinds]
        self.line(indent, f"{', '.join(names)} = {', '.join(values)}")
        scope.update(zip(names, kinds))

    def do_show(self, scope, indent, depth, looping):
        names = self.random.sample(list(scope), min(len(scope), 3))
        self.line(indent, f"print({', '.join(names) or repr('nothing')})")

    def do_if_(self, scope, indent, depth, looping):
        self.line(indent, f"if {self.expression('bool', scope, 2)}:")
        self.block(scope, indent + 1, self.random.randint(1, 3), depth - 1, looping)
        if self.chance(0.5):
            self.line(indent, "else:")
            self.block(scope, indent + 1, self.random.randint(1, 3), depth - 1, looping)

    def do_for_(self, scope, indent, depth, looping):
        name = self.name()
        kind, source = self.random.choice([
            ("int", f"range({self.random.randint(0, 6)})"),
            ("str", self.expression("str", scope, 1)),
            ("int", self.expression(("list", "int"), scope, 1)),
            ("int", f"range({self.random.randint(-3, 9)}, {self.random.randint(-3, 9)}, -2)")])
        self.line(indent, f"for {name} in {source}:")
        self.block({**scope, name: kind}, indent + 1, self.random.randint(1, 3), depth - 1, True)
        self.otherwise(scope, indent, depth, looping)

    def otherwise(self, scope, indent, depth, looping):
        if self.chance(0.2):
            self.line(indent, "else:")
            self.block(scope, indent + 1, 1, depth - 1, looping)

    def do_while_(self, scope, indent, depth, looping):
        name = self.name()
        self.line(indent, f"{name} = 0")
        self.line(indent, f"while {name} < {self.random.randint(1, 5)}:")
        self.line(indent + 1, f"{name} += 1")
        self.block(scope, indent + 1, self.random.randint(1, 3), depth - 1, True)
        self.otherwise(scope, indent, depth, looping)

    def do_try_(self, scope, indent, depth, looping):
        self.line(indent, "try:")
        self.block(scope, indent + 1, self.random.randint(1, 3), depth - 1, looping)
        kind = self.random.choice(["Exception", "ValueError", "IndexError", "ZeroDivisionError",
                                   "KeyError", "(ValueError, IndexError)"])
        self.line(indent, f"except {kind} as error:")
        self.line(indent + 1, "print(type(error).__name__, error)" if self.chance(0.3)
                  else "print('caught', error)")
        if self.chance(0.3):
            self.block(scope, indent + 1, 1, 0)
        if self.chance(0.2):
            self.line(indent, "else:")
            self.block(scope, indent + 1, 1, 0)
        if self.chance(0.3):
            self.line(indent, "finally:")
            self.block(scope, indent + 1, 1, 0)

    def do_raise_(self, scope, indent, depth, looping):
        what = self.random.choice(["ValueError", "KeyError", "IndexError", "Problem"])
        self.line(indent, f"if {self.expression('bool', scope, 2)}:")
        self.line(indent + 1, f"raise {what}({self.expression('str', scope, 1)})")

    def do_star(self, scope, indent, depth, looping):
        first, rest = self.name(), self.name()
        kind = self.random.choice(["int", "str"])
        self.line(indent, f"{first}, *{rest} = {self.expression(('list', kind), scope, 2)} + "
                          f"[{self.expression(kind, scope, 1)}]")
        scope.update({first: kind, rest: ("list", kind)})

    def do_closure(self, scope, indent, depth, looping):
        name, parameter, extra = self.name(), self.name(), self.name()
        kind, result = self.random.choice(SCALARS), self.random.choice(SCALARS)
        inner = {n: t for n, t in scope.items() if not isinstance(t, tuple)}
        inner[parameter] = kind
        if self.chance(0.5):
            self.line(indent, f"def {name}({parameter}, {extra}={self.literal('int', {})}, *more):")
            inner[extra] = "int"
            counted = [n for n in scope if scope[n] == "int"]
            if counted and self.chance(0.4) and indent > 0:
                count = self.random.choice(counted)
                self.line(indent + 1, f"nonlocal {count}")
                self.line(indent + 1, f"{count} += 1 + len(more)")
            else:
                self.line(indent + 1, f"{extra} += sum(more)")
            self.line(indent + 1, f"return {self.expression(result, inner, 2)}")
        else:
            self.line(indent, f"{name} = lambda {parameter}, *more: "
                              f"{self.expression(result, inner, 2)}")
        for _ in range(self.random.randint(1, 2)):
            value = self.name()
            more = ", 3, 4" if self.chance(0.4) else ""
            self.line(indent, f"{value} = {name}({self.expression(kind, scope, 1)}{more})")
            scope[value] = result

    def do_object(self, scope, indent, depth, looping):
        name = self.name()
        made = self.random.choice(["Point", "Named"])
        self.line(indent, f"{name} = {made}({self.expression('int', scope, 1)}, "
                          f"{self.expression(('list', 'int'), scope, 1)})")
        self.line(indent, self.random.choice([
            f"print({name}, {name}.total(), {name}.x)", f"print({name} + {made}(1, []), {name}.width)",
            f"print(sorted([{name}, {made}(3, [1])], key=lambda p: p.x)[0])",
            f"print({name} == {made}(3, []), {name} < Point(2, [5]), isinstance({name}, Named))"]))
        value = self.name()
        self.line(indent, f"{value} = {name}.x + len({name}.items)")
        scope[value] = "int"

    def do_group(self, scope, indent, depth, looping):
        name, key = self.name(), self.name()
        self.line(indent, f"{name} = {{}}")
        self.line(indent, f"for {key} in {self.expression(('list', 'int'), scope, 2)}:")
        self.line(indent + 1, self.random.choice([
            f"{name}.setdefault(str({key} % 3), []).append({key})",
            f"{name}[str({key} % 3)] = {name}.get(str({key} % 3), []) + [{key}]",
            f"if str({key}) not in {name}: {name}[str({key})] = []\n"
            + "    " * (indent + 1) + f"{name}[str({key})].append({key} // 2)"]))
        self.line(indent, f"print({name}, sorted({name}), len({name}))")
        scope[name] = ("dict", "str", ("list", "int"))

    def do_nest(self, scope, indent, depth, looping):
        name = self.name()
        n, m = self.random.randint(1, 3), self.random.randint(1, 3)
        self.line(indent, f"{name} = [[{self.expression('int', scope, 1)}] * {m} for _ in range({n})]")
        i, j = self.random.randint(-1, n - 1), self.random.randint(0, m - 1)
        self.line(indent, self.random.choice([
            f"{name}[{i}][{j}] += {self.expression('int', scope, 1)}",
            f"{name}[{i}][{j}], {name}[0][0] = {name}[0][0], {name}[{i}][{j}]",
            f"{name}[{i}].extend({name}[0][:])", f"{name}[{i}], {name}[0] = {name}[0], {name}[{i}]",
            f"for row in {name}: print(row)", f"{name}[{i}] = {name}[0] + [1]",
            f"{name}[{i}] += [x + 1 for x in {name}[0]]", f"{name}.sort(key=lambda r: r[0])",
            f"{name}.append({name}[{i}][:])"]))
        scope[name] = ("list", ("list", "int"))

    def do_call(self, scope, indent, depth, looping):
        if not self.functions:
            return
        callee, parameters, result = self.random.choice(self.functions)
        values = [self.expression(p, scope, 1) for p in parameters]
        name = self.name()
        self.line(indent, f"{name} = {callee}({', '.join(values)})")
        scope[name] = result

    def do_leave(self, scope, indent, depth, looping):
        self.line(indent, f"if {self.expression('bool', scope, 1)}: "
                          + self.random.choice(["break", "continue"]))

    # The whole.

    def function(self):
        name = f"f{len(self.functions)}"
        kinds = [self.type(1) for _ in range(self.random.randint(0, 3))]
        names = [self.name() for _ in kinds]
        result = self.type(1)
        self.line(0, f"def {name}({', '.join(names)}):")
        scope = dict(zip(names, kinds))
        for _ in range(self.random.randint(2, 6)):
            self.statement(scope, 1, 2, False)
        self.line(1, f"return {self.expression(result, scope, 2)}")
        self.line(0, "")
        self.functions.append((name, kinds, result))

    def text(self):
        self.line(0, "import math")
        self.lines += CLASSES.splitlines()
        for _ in range(self.random.randint(1, 3)):
            self.function()
        self.line(0, "def main():")
        scope = {}
        for _ in range(self.random.randint(6, 14)):
            self.statement(scope, 1, 3, False)
        for name in scope:
            self.line(1, f"print({name!r}, {name})")
        self.line(0, "")
        self.line(0, "main()")
        return "\n".join(self.lines) + "\n"


def run(command, folder):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, cwd=folder,
                              errors="surrogateescape")
    except subprocess.TimeoutExpired:
        return "", "", "timeout"
    return done.stdout, done.stderr, done.returncode


def verdict(options, folder):
    """One word for what became of the program, and what is wrong with it if anything."""
    out, err, status = run([options.forac, *options.flags, "job.py", "-o", "job"], folder)
    if status == 1:
        return "refused", err
    if status != 0:
        return "compiler crash", f"status {status}\n{out}{err}"
    expected = run([sys.executable, "job.py"], folder)
    if expected[2] == "timeout":
        return "too long", ""
    actual = run(["./job"], folder)
    if actual[2] not in (0, 1):
        return "crash", f"status {actual[2]}\n{actual[1]}"
    if BOUNDED in actual[0] or BOUNDED in actual[1]:
        return "overflow", ""
    last = (actual[1].splitlines() or [""])[-1]
    if last.startswith("ForacUnsupported: ") and expected[0].startswith(actual[0]):
        return "refused while running", ""
    if (actual[0], actual[2]) != (expected[0], expected[2]):
        return "wrong", f"expected\n{expected[0]}{expected[1]}\ngot\n{actual[0]}{actual[1]}"
    if actual[1].splitlines()[-1:] != expected[1].splitlines()[-1:]:
        return "wrong", f"expected\n{expected[1]}\ngot\n{actual[1]}"
    return "same", ""


def refusals(text):
    """The distinct messages of the errors in what forac said, without names and places."""
    messages = re.findall(r"^[^\n]*\berror: (.*)$", text, re.M)
    return {re.sub(r"[`'][^`']*[`']", "`..`", message) for message in messages}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--forac", default="build/cli/forac")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="number of the first program")
    parser.add_argument("--keep", default="random-programs", help="where failing programs go")
    parser.add_argument("--reasons", type=int, default=0, help="show so many causes of refusal")
    parser.add_argument("--kind", choices=["any", "kernels", "sums", "aliases"], default="any",
                        help="kernels: numbers in comprehensions (random_kernels.py); "
                             "sums: sums of floats (random_sums.py); "
                             "aliases: who holds which container (random_aliases.py)")
    parser.add_argument("--flags", default="-O1", help="for forac")
    options = parser.parse_args()
    options.forac = os.path.abspath(options.forac)
    options.flags = options.flags.split()
    writer = {"any": Program, "kernels": Kernels, "sums": Sums,
              "aliases": Aliases}[options.kind]
    print(f"seed {options.seed}", flush=True)
    counts = collections.Counter()
    reasons = collections.Counter()
    for k in range(options.first, options.first + options.count):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "job.py"), "w") as file:
                file.write(writer(f"{options.seed}-{k}").text())
            what, detail = verdict(options, folder)
            counts[what] += 1
            reasons.update(refusals(detail) if what == "refused" else [])
            if what in ("wrong", "crash", "compiler crash"):
                os.makedirs(options.keep, exist_ok=True)
                kept = os.path.join(options.keep, f"{options.seed}-{k}.py")
                shutil.copy(os.path.join(folder, "job.py"), kept)
                print(f"{what}: {kept}\n{detail}"[:3000], flush=True)
    for reason, n in reasons.most_common(options.reasons):
        print(f"{n:5} {reason}")
    print(", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    bad = counts["wrong"] + counts["crash"] + counts["compiler crash"]
    print(f"{options.count - bad} passed, {bad} failed")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
