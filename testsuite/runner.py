#!/usr/bin/env python3
"""Runs the test suite; adding a test is adding a file.

    runner.py --build BUILD [--kind golden,run,unit,faults,lint] [--only TEXT] [--bless]

golden/AREA/NAME.txt   `# key: value` lines, `>>>>`, an input, `====`, the output expected of
                       `forac ARGS INPUT` (stdout, then stderr). Keys: args, status (0),
                       input (name of the input file: input.py), escaped (yes: the input is
                       written like the inside of a bytes literal of Python).
run/NAME.py            compared with python3 in stdout, stderr and exit status, compiled at
run/NAME/main.py       -O0 (checked and round-tripped after every pass), at -O2, and from
                       the text of each level of the IR; and run by the reference
                       interpreter if it is built (stdout, exit status and the last line of
                       stderr). `# args:` in the first lines gives
                       arguments; NAME.in is the standard input. `# stderr: ignore` where
                       CPython's text depends on its version, `# stderr: 3.11.7` where it has
                       been right only since that one.
unit/test_*            Check programs of the build.
handcomp/*             programs of the build that were compiled by hand; status 0 passes.
faults/*.py            given the compiler's path, each fails it or its programs in some way and
                       judges what comes of it; status 0 passes.
lint/*.py              each checks one rule of the house; status 0 passes.

The last line is `N passed, N failed`; before it stands how many were not interpreted. --bless rewrites what golden tests expect.
"""
import argparse
import codecs
import concurrent.futures
import glob
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
LIMIT = 120  # seconds for any one program


def run(command, limit=LIMIT, **more):
    """Runs a command; returns stdout, stderr, status. A timeout is status 'timeout'."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit,
                              errors="surrogateescape", **more)
    except subprocess.TimeoutExpired:
        return "", f"no end after {limit} s\n", "timeout"
    return done.stdout, done.stderr, done.returncode


def reference_python():
    """The CPython that programs are compared with, and its version."""
    python = shutil.which("python3.11") or shutil.which("python3")
    return python, numbers(run([python, "--version"])[0])


def numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)]


def stderr_counts(keys, version):
    """Whether CPython's stderr is what a compiled program's must be."""
    since = keys.get("stderr", "3.11")
    return since != "ignore" and version[:2] == [3, 11] and version >= numbers(since)


def header(text):
    """The `# key: value` lines at the start of a test."""
    keys = {}
    for line in text.splitlines():
        match = re.match(r"# (\w+): ?(.*)$", line)
        if not match:
            break
        keys[match.group(1)] = match.group(2)
    return keys


# Golden tests.

def golden(path, options):
    with open(path) as file:
        text = file.read()
    head, _, rest = text.partition(">>>>\n")
    source, _, expected = rest.partition("====\n")
    keys = header(head)
    with tempfile.TemporaryDirectory() as folder:
        name = keys.get("input", "input.py")
        data = source.encode()
        if "escaped" in keys:
            data = codecs.escape_decode(data)[0]
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        out, err, status = run([options.forac, *shlex.split(keys.get("args", "")), name],
                               cwd=folder)
    actual = out + err
    if options.bless and actual != expected:
        with open(path, "w") as file:
            file.write(head + ">>>>\n" + source + "====\n" + actual)
        return []
    faults = []
    if str(status) != keys.get("status", "0"):
        faults.append(f"exit status {status}")
    if actual != expected:
        faults.append(difference(expected, actual))
    return faults


def difference(expected, actual):
    """The first lines that differ."""
    one, two = expected.splitlines(), actual.splitlines()
    for i in range(max(len(one), len(two))):
        a = one[i] if i < len(one) else "(nothing)"
        b = two[i] if i < len(two) else "(nothing)"
        if a != b:
            return f"line {i + 1}: expected {a!r}\n{'':12}got {b!r}"
    return "differs only in line ends"


# Programs compared with CPython.

MODES = [["-O0", "--verify-each", "--roundtrip-each"], ["-O2"]]
# The text of each level, and how it is made and compiled.
LEVELS = [("ir", "-O0"), ("ir-typed", "-O0"), ("ir-low", "-O1")]
NOT_INTERPRETED = 4  # exit status of the interpreter when it lacks something


def last_line(text):
    return (text.splitlines() or [""])[-1]


def interpret(main, arguments, text, expected, loose, options):
    """Faults of the reference interpreter, which knows nothing of types and lowering."""
    out, err, status = run([options.interpreter, main, *arguments], cwd=ROOT, input=text)
    if status == NOT_INTERPRETED:
        options.not_interpreted.append(f"{main}: {last_line(err)}")
        return []
    faults = []
    if out != expected[0]:
        faults.append(f"interpreted: stdout, {difference(expected[0], out)}")
    if status != expected[2]:
        faults.append(f"interpreted: status {status} instead of {expected[2]}\n{err}"[:2000])
    elif last_line(err) != last_line(expected[1]) and not loose:
        faults.append(f"interpreted: stderr, {last_line(err)!r} instead of "
                      f"{last_line(expected[1])!r}")
    return faults


def differences(mode, expected, actual, loose_stderr):
    """What a run of the program that `mode` made does otherwise than CPython."""
    faults = []
    for what, a, b in zip(["stdout", "stderr"], expected, actual):
        if a != b and not (what == "stderr" and loose_stderr):
            faults.append(f"{mode}: {what}, {difference(a, b)}")
    if expected[2] != actual[2]:
        faults.append(f"{mode}: status {actual[2]} instead of {expected[2]}")
    return faults


def compilations(main, folder):
    """Each way to compile a program: its name, and the commands."""
    binary = os.path.join(folder, "job")
    for mode in MODES:
        yield " ".join(mode), [[*mode, main, "-o", binary]]
    for level, optimise in LEVELS:
        text = os.path.join(folder, f"{level}.fora")
        yield f"from the text of {level}", [
            [optimise, f"--emit={level}", main, "-o", text], [optimise, text, "-o", binary]]


def compare(path, options):
    main = os.path.join(path, "main.py") if os.path.isdir(path) else path
    main = os.path.relpath(main, ROOT)
    with open(os.path.join(ROOT, main)) as file:
        keys = header(file.read())
    arguments = shlex.split(keys.get("args", ""))
    entry = os.path.splitext(path)[0] + ".in"
    text = open(entry, newline="").read() if os.path.exists(entry) else ""
    expected = run([options.python, main, *arguments], cwd=ROOT, input=text)
    loose = not stderr_counts(keys, options.version)
    faults = []
    if options.interpreter:
        faults += interpret(main, arguments, text, expected, loose, options)
    with tempfile.TemporaryDirectory() as folder:
        for mode, commands in compilations(main, folder):
            for command in commands:
                out, err, status = run([options.forac, *command], cwd=ROOT)
                if status != 0:
                    faults.append(f"forac {' '.join(command)}: status {status}\n{out}{err}"[:2000])
                    break
            else:
                # Optimised code drops globals that nothing reads: what they held is no leak.
                leaks = "1" if "-O0" in mode else "0"
                actual = run([os.path.join(folder, "job"), *arguments], cwd=ROOT, input=text,
                             env={**os.environ, "ASAN_OPTIONS": f"detect_leaks={leaks}"})
                faults += differences(mode, expected, actual, loose)
    return faults


# Programs that judge themselves.

def program(path, options):
    # Check ends a test after 4 seconds, which a sanitized build on a busy machine needs.
    check = {"CK_VERBOSITY": "normal", "CK_TIMEOUT_MULTIPLIER": "10"}
    out, err, status = run([path], cwd=ROOT, env={**os.environ, **check}, limit=10 * LIMIT)
    return [] if status == 0 else [f"status {status}\n{out[-3000:]}{err[-3000:]}"]


def fault(path, options):
    # Hundreds of calls, each with a limit of its own.
    out, err, status = run([sys.executable, path, options.forac], limit=10 * LIMIT)
    return [] if status == 0 else [f"\n{out[-3000:]}{err[-3000:]}"]


def lint(path, options):
    out, err, status = run([sys.executable, path, ROOT], cwd=ROOT)
    return [] if status == 0 else [f"\n{out[-3000:]}{err[-3000:]}"]


def collect(options):
    """All tests as (name, function, path)."""
    def built(folder, pattern):
        paths = glob.glob(os.path.join(options.build, "testsuite", folder, pattern))
        return sorted(p for p in paths if os.access(p, os.X_OK) and os.path.isfile(p))

    runs = glob.glob(os.path.join(HERE, "run", "*.py"))
    runs += map(os.path.dirname, glob.glob(os.path.join(HERE, "run", "*", "main.py")))
    tests = {
        "lint": [(lint, p) for p in sorted(glob.glob(os.path.join(HERE, "lint", "*.py")))],
        "faults": [(fault, p) for p in sorted(glob.glob(os.path.join(HERE, "faults", "*.py")))],
        "unit": [(program, p) for p in built("unit", "test_*")],
        "handcomp": [(program, p) for p in built("handcomp", "*")],
        "golden": [(golden, p) for p in sorted(glob.glob(os.path.join(HERE, "golden", "*", "*.txt")))],
        "run": [(compare, p) for p in sorted(runs)],
    }
    for kind in options.kind.split(","):
        for function, path in tests[kind]:
            name = f"{kind}/{os.path.relpath(path, os.path.join(HERE, kind))}"
            if name.startswith(f"{kind}/.."):
                name = f"{kind}/{os.path.basename(path)}"
            if options.only in name:
                yield name, function, path


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", default=os.path.join(ROOT, "build"))
    parser.add_argument("--kind", default="lint,unit,handcomp,golden,faults,run")
    parser.add_argument("--only", default="", help="tests whose name contains this text")
    parser.add_argument("--bless", action="store_true", help="accept what golden tests print")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    options.forac = os.path.join(options.build, "cli", "forac")
    options.python, options.version = reference_python()
    interpreter = os.path.join(options.build, "testsuite", "interpret", "forac-interpret")
    options.interpreter = interpreter if os.access(interpreter, os.X_OK) else None
    options.not_interpreted = []

    tests = list(collect(options))
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = [(name, pool.submit(function, path, options)) for name, function, path in tests]
        for name, result in results:
            faults = result.result()
            passed, failed = passed + (not faults), failed + bool(faults)
            for fault in faults:
                print(f"FAILED {name}: {fault}", flush=True)
    for reason in sorted(options.not_interpreted):
        print(f"NOT INTERPRETED {reason}")
    ran = sum(function is compare for _, function, _ in tests)
    if ran and options.interpreter:
        print(f"{len(options.not_interpreted)} of {ran} run tests not interpreted")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not tests else 0)


if __name__ == "__main__":
    main()
