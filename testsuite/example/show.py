#!/usr/bin/env python3
"""Shows a job, how it is compiled and run, and its output beside CPython's.

    show.py FORAC
"""
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
JOB = os.path.join(HERE, "words.py")
INPUT = "/usr/share/common-licenses/GPL-3"


def timed(command):
    """Runs a command; returns its output and the seconds it took."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.stderr.write(done.stderr)
        sys.exit(f"{command[0]} failed with status {done.returncode}")
    return done.stdout, seconds


def main():
    forac = os.path.abspath(sys.argv[1])
    with open(JOB) as source:
        print(source.read())
    with tempfile.TemporaryDirectory() as folder:
        binary = os.path.join(folder, "words")
        print(f"$ forac words.py -o words && ./words {INPUT}", flush=True)
        _, compiling = timed([forac, JOB, "-o", binary])
        compiled, native = timed([binary, INPUT])
    print(compiled)
    print(f"$ python3 words.py {INPUT}", flush=True)
    interpreted, python = timed([sys.executable, JOB, INPUT])
    print(interpreted)
    print(f"compiling {compiling:.2f} s; forac {native:.3f} s, CPython {python:.3f} s: "
          f"{python / native:.0f} times faster")
    if compiled != interpreted:
        sys.exit("The outputs differ: that is a defect of forac.")
    print("The outputs are the same.")


if __name__ == "__main__":
    main()
