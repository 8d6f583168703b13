#!/usr/bin/env python3
"""Files stay within 900 lines and functions within 120 (but for switches)."""
import os
import re
import sys

FILE, FUNCTION = 900, 120
FOLDERS = ["fora_ir", "frontend", "backend_cpu", "backend_gpu", "runtime", "cli", "testsuite"]


def functions(lines):
    """Name, first line, length and whether a switch is inside, of each function."""
    start = name = None
    for number, line in enumerate(lines, 1):
        if start is None and line.startswith("{") and number > 1:
            above = next((l for l in reversed(lines[:number - 1]) if re.match(r"\w+\(", l)), None)
            start, name = number, above.split("(")[0] if above else None
        elif line.startswith("}") and start is not None:
            if name:
                switch = any("switch (" in l for l in lines[start - 1:number])
                yield name, start, number - start, switch
            start = None


def main():
    root, faults = sys.argv[1], 0
    for folder in FOLDERS:
        for path, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if not name.endswith((".c", ".h")):
                    continue
                file = os.path.join(path, name)
                with open(file) as text:
                    lines = text.read().splitlines()
                shown = os.path.relpath(file, root)
                if len(lines) > FILE:
                    faults += 1
                    print(f"{shown}: {len(lines)} lines, at most {FILE}")
                for function, line, length, switch in functions(lines):
                    if length > FUNCTION and not switch:
                        faults += 1
                        print(f"{shown}:{line}: {function} has {length} lines, at most {FUNCTION}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
