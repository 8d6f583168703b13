#!/usr/bin/env python3
"""Every diagnostic has a golden test of its text."""
import glob
import os
import re
import sys


def main():
    root = sys.argv[1]
    with open(os.path.join(root, "fora_ir", "def", "diags.def")) as file:
        rows = re.findall(r'^DIAG\((\w+),\s*\w+,\s*"((?:[^"\\]|\\.)*)"', file.read(), re.M)
    golden = ""
    for path in glob.glob(os.path.join(root, "testsuite", "golden", "*", "*.txt")):
        with open(path, errors="replace") as file:
            golden += file.read().partition("====\n")[2]
    missing = []
    for name, text in rows:
        pieces = [p for p in re.split(r"%[-0-9.*]*[a-zA-Z]+|%%", text.replace('\\"', '"').replace("\\\\", "\\")) if p]
        if not all(piece in golden for piece in pieces):
            missing.append(name)
    for name in missing:
        print(f"diags.def: no golden test shows {name}")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
