#!/usr/bin/env python3
"""Includes between the top folders run one way (doc/architecture.md)."""
import os
import re
import sys

# For each folder, the folders whose headers it may include.
MAY = {
    "runtime": {"runtime"},
    "fora_ir": {"fora_ir", "runtime"},
    "frontend": {"frontend", "fora_ir", "runtime"},
    "backend_cpu": {"backend_cpu", "fora_ir", "runtime"},
    "backend_gpu": {"backend_gpu", "fora_ir", "runtime"},
    "cli": {"cli", "frontend", "backend_cpu", "backend_gpu", "fora_ir", "runtime"},
}


def headers(root):
    """The folder that owns each header, by its path within the folder's include paths."""
    owners = {}
    for folder in MAY:
        for path, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if name.endswith((".h", ".def")):
                    owners.setdefault(name, set()).add(folder)
    return owners


def main():
    root = sys.argv[1]
    owners = headers(root)
    faults = 0
    for folder, allowed in MAY.items():
        for path, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if not name.endswith((".c", ".h", ".def")):
                    continue
                file = os.path.join(path, name)
                with open(file) as text:
                    for number, line in enumerate(text, 1):
                        match = re.match(r'\s*#include "([^"]+)"', line)
                        if not match:
                            continue
                        owner = owners.get(os.path.basename(match.group(1)), {folder})
                        if not owner & allowed:
                            faults += 1
                            print(f"{os.path.relpath(file, root)}:{number}: {folder} may not "
                                  f"include {match.group(1)} of {', '.join(sorted(owner))}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
