#!/usr/bin/env python3
"""C files are formatted as .clang-format says; tables (.def) are aligned by hand."""
import glob
import os
import shutil
import subprocess
import sys

FOLDERS = ["fora_ir", "frontend", "backend_cpu", "backend_gpu", "runtime", "cli", "testsuite"]


def main():
    root = sys.argv[1]
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    if not tool:
        sys.exit("clang-format is not installed")
    files = sorted(path for folder in FOLDERS for end in ("c", "h")
                   for path in glob.glob(os.path.join(root, folder, "**", "*." + end),
                                         recursive=True))
    done = subprocess.run([tool, "--dry-run", "--Werror", *files], capture_output=True, text=True)
    print("\n".join(line for line in done.stderr.splitlines() if "error:" in line))
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
