#!/usr/bin/env python3
"""Compares the syntax trees of forac and CPython over the Python files of some folders.

    compare_ast.py [--tool "build/cli/forac --emit=ast"] [--limit N] [--spans] PATH...

For each file the text of `--emit=ast` is compared with the same text made from CPython's
`ast` module; the first different line of each file is shown. What forac refuses is listed
by its first message and counted apart; that is no difference. Status 1 when a tree differs.
"""

import argparse
import ast
import collections
import pathlib
import shlex
import subprocess
import sys
import warnings

PLAIN = {
    "Module": ["body"],
    "ClassDef": ["name", "bases", "keywords", "body", "decorator_list"],
    "FunctionDef": ["name", "args", "body", "decorator_list", "returns"],
    "AsyncFunctionDef": ["name", "args", "body", "decorator_list", "returns"],
    "For": ["target", "iter", "body", "orelse"],
    "AsyncFor": ["target", "iter", "body", "orelse"],
    "With": ["items", "body"],
    "AsyncWith": ["items", "body"],
    "Assign": ["targets", "value"],
    "Constant": ["value"],
    "MatchClass": ["cls", "patterns", "kwd_attrs", "kwd_patterns"],
    "arg": ["arg", "annotation"],
}
RENAMED = {"kwd_attrs": "kwd_names"}
HOLES = {("Dict", "keys"), ("arguments", "kw_defaults")}
UNPLACED = (ast.Module, ast.arguments, ast.comprehension, ast.withitem, ast.match_case)


def quote(data):
    out = []
    for byte in data:
        if byte in b'"\\':
            out.append("\\" + chr(byte))
        elif 0x20 <= byte < 0x7F:
            out.append(chr(byte))
        else:
            out.append("\\x%02x" % byte)
    return '"' + "".join(out) + '"'


def constant(value):
    if value is None or value is True or value is False:
        return str(value)
    if value is Ellipsis:
        return "..."
    if isinstance(value, int):
        return "int %s" % value
    if isinstance(value, float):
        return "float %.17g" % value
    if isinstance(value, complex):
        return "complex %.17g" % value.imag
    if isinstance(value, str):
        return "str " + quote(value.encode("utf-8", "surrogatepass"))
    return "bytes " + quote(value)


class Dumper:
    def __init__(self, spans):
        self.spans = spans
        self.lines = []

    def plain(self, node, field, value):
        if field in ("value",) and isinstance(node, (ast.Constant, ast.MatchSingleton)):
            return " value=" + constant(value)
        if value is None:
            return " level=0" if field == "level" else ""
        if isinstance(value, (str, int)):
            return " %s=%s" % (field, value)
        if isinstance(value, (ast.operator, ast.unaryop, ast.boolop, ast.expr_context)):
            return " %s=%s" % (field, type(value).__name__)
        if isinstance(value, list) and value and isinstance(value[0], (str, ast.cmpop)):
            if field == "kwd_attrs":
                return ""
            return "".join(
                " %s=%s" % (field, v if isinstance(v, str) else type(v).__name__)
                for v in value)
        return ""

    def dump(self, label, node, depth):
        indent = "  " * depth
        if node is None:
            self.lines.append(indent + label + ": None")
            return
        if isinstance(node, str):  # a keyword's name in a class pattern
            self.lines.append("%s%s: arg arg=%s" % (indent, label, node))
            return
        name = type(node).__name__
        fields = PLAIN.get(name, node._fields)
        line = indent + label + ": " + name
        for field in fields:
            line += self.plain(node, field, getattr(node, field, None))
        if self.spans and not isinstance(node, UNPLACED):
            line += " @%d:%d-%d:%d" % (node.lineno, node.col_offset, node.end_lineno,
                                       node.end_col_offset)
        self.lines.append(line)
        for field in fields:
            if field == "type_ignores":
                continue
            value = getattr(node, field, None)
            shown = RENAMED.get(field, field)
            if isinstance(value, (ast.operator, ast.unaryop, ast.boolop, ast.expr_context)):
                continue
            if isinstance(value, ast.AST):
                self.dump(shown, value, depth + 1)
            elif isinstance(value, list):
                for item in value:
                    names = isinstance(item, str) and field != "kwd_attrs"
                    if names or isinstance(item, ast.cmpop):
                        continue
                    if item is None and (name, field) not in HOLES:
                        continue
                    self.dump(shown, item, depth + 1)


def normal(lines):
    """Big integers may be hexadecimal in forac's text; what is in an f-string has no
    position that CPython and forac agree on."""
    joined = None
    out = []
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if joined is not None and depth <= joined:
            joined = None
        if (joined is not None or "kwd_names: " in line) and " @" in line:
            line = line[:line.rindex(" @")]
        elif ": JoinedStr" in line:
            joined = depth
        start = line.find("value=int 0")
        if start >= 0 and len(line) > start + 11 and line[start + 11] != " ":
            digits = line[start + 10:].split(" ")[0]
            line = line.replace(digits, str(int(digits, 0)), 1)
        out.append(line)
    return out


def compare(path, tool, spans):
    """Returns (what, text): what is "same", "refused", "skipped" or "differs"."""
    data = path.read_bytes()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
            compile(data, str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError) as error:
        result = subprocess.run(tool + [str(path)], capture_output=True)
        if result.returncode == 0:
            return "accepted", "CPython says: %s" % error
        if result.returncode != 1:
            return "differs", "status %d" % result.returncode
        return "skipped", ""
    result = subprocess.run(tool + [str(path)], capture_output=True)
    if result.returncode == 1:
        text = (result.stdout + result.stderr).decode("utf-8", "replace")
        return "refused", next((l for l in text.split("\n") if " error: " in l), text[:200])
    if result.returncode != 0:
        return "differs", "status %d" % result.returncode
    dumper = Dumper(spans)
    dumper.dump("module", tree, 0)
    ours = normal(result.stdout.decode().split("\n"))
    theirs = normal(dumper.lines)
    while ours and not ours[-1].startswith((" ", "module")):
        ours.pop()
    for number, (mine, other) in enumerate(zip(ours, theirs)):
        if mine != other:
            return "differs", "line %d\n    forac   %s\n    CPython %s" % (number + 1, mine,
                                                                         other)
    if len(ours) != len(theirs):
        return "differs", "%d lines, CPython %d" % (len(ours), len(theirs))
    return "same", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", default="build/cli/forac --emit=ast")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--spans", action="store_true")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    files = []
    for path in options.paths:
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    if options.limit:
        files = files[:: max(1, len(files) // options.limit)]
    counts = collections.Counter()
    for path in files:
        what, text = compare(path, shlex.split(options.tool), options.spans)
        counts[what] += 1
        if text:
            print("%s %s: %s" % (what, path, text), flush=True)
    print(", ".join("%d %s" % (n, what) for what, n in sorted(counts.items())))
    return 1 if counts["differs"] or counts["accepted"] else 0


if __name__ == "__main__":
    sys.exit(main())
