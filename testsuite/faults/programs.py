"""Compiled programs in a world that fails them: standard output that is full, closed or a broken
pipe, no standard input, an interrupt, long arguments. They end as under CPython: the same exit
status, the same last line of stderr. What forac itself cannot compute ends them too.

    programs.py FORAC
"""
import os
import signal
import subprocess
import sys
import tempfile
import time

FORAC = os.path.abspath(sys.argv[1])
LIMIT = 60
MANY = 200_000
faults = []
# CPython's output is buffered as usual.
os.environ.pop("PYTHONUNBUFFERED", None)

PROGRAMS = {
    "few": "print('hello')\n",
    "many": f"for i in range({MANY}):\n    print(i)\n",
    "flushed": "print('hello', flush=True)\nprint('again')\n",
    "raises": "print('hello')\nraise ValueError('bad')\n",
    "exits": "import sys\nprint('hello')\nsys.exit(3)\n",
    "reads": "import sys\nfor line in sys.stdin:\n    print(line)\nprint('end')\n",
    "asks": "print(input())\n",
    "silent": "x = 1\n",
    "arguments": "import sys\nprint(len(sys.argv), sum(len(a) for a in sys.argv[1:]))\n",
    "waits": "print('begun')\ni = 0\nwhile True:\n    i = (i + 1) % 1000\n",
    "overflows": "import sys\ntry:\n    print(len(sys.argv) << 62)\n"
                 "    print(3 ** (40 + len(sys.argv)))\n"
                 "except Exception:\n    print('caught')\nfinally:\n    print('left')\n",
    "writes": "with open('out.txt', 'w') as f:\n    for i in range(20000):\n        f.write('line')\n",
}


def last_line(text):
    return (text.splitlines() or [""])[-1]


def run(command, **more):
    """Exit status and last line of stderr."""
    try:
        done = subprocess.run(command, timeout=LIMIT, stderr=subprocess.PIPE, text=True, **more)
    except subprocess.TimeoutExpired:
        return "hang", ""
    return done.returncode, last_line(done.stderr)


def compare(what, name, arguments=(), **more):
    expected = run([sys.executable, f"{name}.py", *arguments], **more)
    actual = run([f"./{name}", *arguments], **more)
    if actual != expected:
        faults.append(f"{name}, {what}: {actual} instead of {expected}")


def closed(*descriptors):
    return {"preexec_fn": lambda: [os.close(d) for d in descriptors]}


def onto_broken_pipe(command):
    """The reader has ended before the writer starts; what becomes of the writer."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True,
                              timeout=LIMIT)
    finally:
        os.close(writing)
    return done.returncode, last_line(done.stderr)


def standard_streams():
    for name in "few", "many", "flushed", "raises", "exits", "silent":
        with open("/dev/full", "w") as full:
            compare("/dev/full", name, stdout=full)
        compare("closed stdout", name, **closed(1))
        compare("closed streams", name, **closed(0, 1))
        expected = onto_broken_pipe([sys.executable, f"{name}.py"])
        actual = onto_broken_pipe([f"./{name}"])
        if actual != expected:
            faults.append(f"{name}, broken pipe: {actual} instead of {expected}")
    compare("closed stdin", "asks", stdout=subprocess.DEVNULL, **closed(0))
    for name in "reads", "asks":
        compare("empty stdin", name, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def long_arguments():
    for arguments in ["x" * 100_000], ["y"] * 50_000, ["", "\u00e9" * 1000]:
        command = ["arguments.py", *arguments]
        expected = subprocess.run([sys.executable, *command], capture_output=True).stdout
        actual = subprocess.run(["./arguments", *arguments], capture_output=True).stdout
        if actual != expected:
            faults.append(f"{len(arguments)} arguments: {actual} instead of {expected}")


def limit_files():
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def full_files():
    compare("beyond the file size", "writes", preexec_fn=limit_files)


# CPython computes what needs more than 64 bits, so no handler may take it for an error.
def overflow():
    done = subprocess.run(["./overflows"], timeout=LIMIT, capture_output=True, text=True)
    actual = done.returncode, done.stdout, last_line(done.stderr)
    expected = (1, f"{1 << 62}\nleft\n", "OverflowError: int result needs more than 64 bits, "
                "which forac does not support")
    if actual != expected:
        faults.append(f"overflow: {actual} instead of {expected}")


# What was printed before an interrupt is not lost.
def interrupted(command):
    with open("printed", "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, text=True)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        try:
            text = process.communicate(timeout=LIMIT)[1]
        finally:
            process.kill()
    with open("printed") as file:
        return process.returncode, last_line(text), file.read()


def interrupts():
    expected = interrupted([sys.executable, "waits.py"])
    for command in ["./waits"], [FORAC, "-O0", "--run", "waits.py"]:
        actual = interrupted(command)
        if actual != expected:
            faults.append(f"{command} interrupted: {actual} instead of {expected}")
    ignored = subprocess.Popen(["./waits"], stdout=subprocess.DEVNULL,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    ignored.send_signal(signal.SIGINT)
    time.sleep(0.2)
    if ignored.poll() is not None:
        faults.append("an ignored interrupt ended the program")
    ignored.kill()
    ignored.wait()


def own_name():
    """Under --run the program is called by its source's name, as by python3."""
    with open("name.py", "w") as file:
        file.write("import sys\nprint(sys.argv)\n")
    for name in "name.py", "./name.py":
        printed = [subprocess.run([*command, name, "a"], stdout=subprocess.PIPE).stdout
                   for command in ([sys.executable], [FORAC, "-O0", "--run"])]
        if printed[0] != printed[1]:
            faults.append(f"--run {name}: {printed[1]} instead of {printed[0]}")


def main():
    # A shell starts background jobs with interrupts ignored, and programs inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, text in PROGRAMS.items():
            with open(f"{name}.py", "w") as file:
                file.write(text)
            subprocess.run([FORAC, "-O0", f"{name}.py", "-o", name], check=True)
        for case in standard_streams, long_arguments, full_files, overflow, interrupts, own_name:
            case()
        os.chdir("/")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
