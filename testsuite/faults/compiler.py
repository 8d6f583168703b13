"""Bad input to the compiler, and a world that fails it: each ends with the right exit status
and one message that names the cause; nothing partial is left behind, nothing hangs.

    compiler.py FORAC
"""
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
import time

FORAC = os.path.abspath(sys.argv[1])
LIMIT = 60  # seconds for any one call
GOOD = "print(sum(i * i for i in range(10)))\n"
NOBODY = 65534
faults = []


def forac(*arguments, **more):
    """Runs the compiler; its exit status and stderr. The status of a hang is 'hang'."""
    more = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **more}
    try:
        done = subprocess.run([FORAC, *arguments], timeout=LIMIT, errors="replace", **more)
    except subprocess.TimeoutExpired:
        return "hang", ""
    return done.returncode, done.stderr or ""


def expect(what, outcome, status, *parts):
    """One fault for each thing that is not as it should be."""
    got, text = outcome
    if got != status:
        faults.append(f"{what}: status {got} instead of {status}: {text[:300]}")
    for part in parts:
        if part not in text:
            faults.append(f"{what}: stderr lacks {part!r}: {text[:300]}")
    if "internal error" in text or "defect" in text:
        faults.append(f"{what}: a defect: {text[:300]}")


def expect_files(what, *names):
    """The folder holds these files and no others."""
    left = sorted(os.listdir("."))
    if left != sorted(names):
        faults.append(f"{what}: the folder holds {left} instead of {sorted(names)}")


def write(name, content):
    with open(name, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def fails_as_nobody(what, name, output, *parts):
    """A file that only root may use; root itself gives up its rights for the call."""
    rights = {"user": NOBODY, "group": NOBODY} if os.getuid() == 0 else {}
    if not rights or subprocess.run(["test", "-x", FORAC], **rights).returncode == 0:
        expect(what, forac(name, "-o", output, **rights), 2, *parts)


# Inputs.

def inputs_that_cannot_be_read():
    expect("missing file", forac("missing.py"), 2, "missing.py", "No such file")
    os.mkdir("folder.py")
    expect("directory", forac("folder.py"), 2, "folder.py", "directory")
    for name in "folder.fbc", "folder.fora":
        os.mkdir(name)
        expect(name, forac(name), 2, name, "directory")
    expect("long name", forac("x" * 5000 + ".py"), 2, "too long")
    expect("no input", forac(), 2, "no input")
    expect("unknown option", forac("--no-such"), 2, "--no-such")
    expect("unknown pass", forac("--print-after=nothing", "folder.py"), 2, "nothing")
    write("secret.py", GOOD)
    os.chmod("secret.py", 0)
    os.chmod(".", 0o777)
    fails_as_nobody("unreadable file", "secret.py", "job", "secret.py", "Permission denied")
    expect_files("unreadable inputs", "folder.py", "folder.fbc", "folder.fora", "secret.py")


# A pipe can be read once only: through /dev/stdin, as an inherited one, and by a name.
def inputs_that_are_pipes():
    write("job.py", "print('from a pipe')\n")
    os.mkfifo("fifo")
    feed = "cat job.py | {} {} -o {}", "exec 3< <(cat job.py); {} {} -o {}", \
        "(cat job.py > fifo &); {} {} -o {}"
    for number, (shell, name) in enumerate(zip(feed, ("/dev/stdin", "/dev/fd/3", "fifo"))):
        command = ["bash", "-c", shell.format(FORAC, name, f"out{number}")]
        done = subprocess.run(command, timeout=LIMIT, stderr=subprocess.PIPE, text=True)
        expect(name, (done.returncode, done.stderr), 0)
        printed = subprocess.run([f"./out{number}"], stdout=subprocess.PIPE, text=True).stdout
        if printed != "from a pipe\n":
            faults.append(f"{name}: the job printed {printed!r}")


def inputs_that_are_no_programs():
    bad = {
        "not UTF-8": b"x = '\xff\xfe'\n",
        "NUL byte": b"x = 1\n\0y = 2\n",
        "open bracket": b"x = (1,\n",
    }
    for what, content in bad.items():
        write("job.py", content)
        expect(what, forac("job.py", "-o", "job"), 1, "job.py:")
        expect_files(what, "job.py")
    write("job.py", "")
    expect("empty file", forac("job.py", "-o", "job"), 0)


def inputs_that_are_huge():
    count = 5_000_000
    bad = {
        "closed parentheses": b"x = " + b"(" * count + b"1" + b")" * count,
        "open parentheses": b"(" * 2 * count,
        "open brackets": b"[" * 2 * count,
        "minus signs": b"x = " + b"-" * 200_000 + b"1",
        "attributes": b"x = y" + b".a" * 200_000,
        "calls": b"x = y" + b"()" * 200_000,
        "powers": b"x = 1" + b"**1" * 100_000,
        "lambdas": b"x = " + b"lambda:" * 100_000 + b"1",
        "conditions": b"x = 1" + b" if 1 else 1" * 50_000,
        "nested blocks": b"".join(b" " * i + b"if x:\n" for i in range(3000)) + b" " * 3000 + b"y",
        "nested f-strings": b"x = " + b"f'{" * 1000 + b"1" + b"}'" * 1000,
    }
    for what, content in bad.items():
        write("job.py", content)
        expect(what, forac("job.py", "-o", "job"), 1, "job.py:")
        expect_files(what, "job.py")


def bitcode_that_is_damaged():
    write("job.py", GOOD)
    expect("bitcode", forac("job.py", "-c", "-o", "job.fbc"), 0)
    with open("job.fbc", "rb") as file:
        sound = file.read()
    for size in range(0, len(sound), max(1, len(sound) // 60)):
        write("cut.fbc", sound[:size])
        expect(f"bitcode cut at {size}", forac("cut.fbc", "-o", "out"), 1, "cut.fbc")
    for place in range(5, len(sound), max(1, len(sound) // 60)):
        write("cut.fbc", sound[:place] + bytes([sound[place] ^ 0x55]) + sound[place + 1:])
        status, text = forac("cut.fbc", "-o", "out")
        if status not in (0, 1):
            faults.append(f"bitcode changed at {place}: status {status}: {text[:200]}")
        elif status == 0:
            os.remove("out")
    write("cut.fbc", b"\0" * 1000)
    expect("zeros as bitcode", forac("cut.fbc", "-o", "out"), 1, "cut.fbc")
    write("text.fora", b"fora 1\nfunc \xff\n")
    expect("damaged text", forac("text.fora", "-o", "out"), 1, "text.fora:2:")
    expect_files("damaged bitcode", "job.py", "job.fbc", "cut.fbc", "text.fora")


def imports():
    write("lost.py", "import no_such_module_of_ours\n")
    expect("missing module", forac("lost.py"), 1, "lost.py:1:", "no_such_module_of_ours")
    write("a.py", "import b\nprint('a', b.value)\n")
    write("b.py", "import a\nvalue = 3\n")
    expect("circular imports", forac("a.py", "-o", "out"), 1, "a.py:2:", "circular import")
    write("c.py", "import d\n\n\ndef f():\n    return d.value\n")
    write("e.py", "import c\nprint(c.f())\n")
    write("d.py", "import c\nvalue = 3\n")
    expect("circular imports of use later", forac("e.py", "-o", "out"), 0)
    write("bad.py", "import broken\n")
    write("broken.py", "x = (\n")
    expect("imported module", forac("bad.py", "-o", "bad"), 1, "broken.py:1:")
    write("whole.py", "import part\n")
    write("part.py", "value = 1\n")
    expect("bitcode that imports", forac("whole.py", "-c", "-o", "whole.fbc"), 0)
    expect("bitcode beside its import", forac("whole.fbc", "-o", "out"), 0)
    os.rename("part.py", "moved.py")
    expect("bitcode without its import", forac("whole.fbc", "-o", "whole"), 1, "`part`", "whole.fbc")
    os.makedirs("package/inner")
    write("package/inner/m.py", GOOD)
    write("package/m.py", GOOD)
    write("space.py", "import package.m\nfrom package import m\nimport package.inner.m\n")
    expect("package without __init__.py", forac("space.py", "-o", "space"), 1, "space.py:1:8:",
           "space.py:2:", "space.py:3:8:", "no module named `package`")
    write("dir.py", "import folder\n")
    os.mkdir("folder")
    expect("folder as module", forac("dir.py", "-o", "dir"), 1, "dir.py:1:")


def several_inputs():
    write("one.py", "import two\nprint(two.f())\n")
    write("two.py", "def f():\n    return 1\n")
    expect("two inputs", forac("one.py", "two.py", "-o", "out"), 0)
    expect("the same twice", forac("one.py", "one.py", "-o", "out2"), 2, "one.py")
    expect("one missing", forac("one.py", "gone.py", "-o", "out2"), 2, "gone.py")
    expect("typed text", forac("one.py", "--emit=ir-typed", "-o", "one.fora"), 0)
    expect("whole program and more", forac("one.fora", "two.py", "-o", "out2"), 1, "one.fora")
    write("main2.py", GOOD)
    expect("one main as bitcode", forac("main2.py", "-c", "-o", "main2.fbc"), 0)
    expect("two mains", forac("one.py", "main2.fbc", "-o", "out2"), 1, "one.py", "main2.py")
    os.mkdir("other")
    write("other/two.py", "def f():\n    return 2\n")
    expect("two modules of one name", forac("one.py", "two.py", "other/two.py", "-o", "out2"), 1,
           "`two`", "other/two.py")
    for name in "main2.py", "main2.fbc", "other/two.py":
        os.remove(name)
    os.rmdir("other")
    many = [f"missing{i}.py" for i in range(20000)]
    expect("20000 missing inputs", forac(*many), 2, "missing0.py")
    expect("a long argument", forac("-o", "out2", "--", "x" * 100000), 2, "too long")
    expect_files("several inputs", "one.py", "two.py", "one.fora", "out")


# Outputs.

def outputs_that_cannot_be_written():
    write("job.py", GOOD)
    kept = ["job.py"]
    for emit in "exe", "obj", "asm", "llvm", "ir", "bitcode", "ast":
        emitting = forac("job.py", f"--emit={emit}", "-o", "gone/out")
        expect(f"{emit} into a missing folder", emitting, 2, "gone/out", "No such file")
    os.mkdir("folder")
    for emit in "exe", "obj", "ir":
        emitting = forac("job.py", f"--emit={emit}", "-o", "folder")
        expect(f"{emit} onto a folder", emitting, 2, "folder", "directory")
    expect("onto a trailing slash", forac("job.py", "-o", "new/"), 2, "new/")
    os.symlink("job.py", "link")
    for emit in "exe", "obj", "asm", "llvm", "ir", "bitcode", "ast", "cst":
        for name in "job.py", "./job.py", "link":
            expect(f"{emit} onto its input as {name}",
                   forac("job.py", f"--emit={emit}", "-o", name), 2, name)
    with open("job.py", "rb") as file:
        if file.read() != GOOD.encode():
            faults.append("the input was overwritten")
    write("job.py", "import other\n")
    write("other.py", GOOD)
    for emit in "exe", "bitcode", "ast", "cst":
        expect(f"{emit} onto an import", forac("job.py", f"--emit={emit}", "-o", "other.py"),
               2, "other.py")
    with open("other.py", "rb") as file:
        if file.read() != GOOD.encode():
            faults.append("an imported module was overwritten")
    os.remove("other.py")
    write("job.py", GOOD)
    os.chmod(".", 0o755)
    os.mkdir("closed")
    os.chmod("closed", 0o555)
    fails_as_nobody("into a closed folder", "job.py", "closed/out", "closed/out")
    expect_files("unwritable outputs", *kept, "folder", "closed", "link")


# What is no file stays what it is: a device of our own, where we may make one, and a pipe.
def outputs_that_are_no_files():
    write("job.py", GOOD)
    os.mkfifo("pipe")
    names = ["pipe"]
    try:
        os.mknod("null", 0o600 | stat.S_IFCHR, os.makedev(1, 3))
        names.append("null")
    except OSError:
        pass
    for name in names:
        for emit in "exe", "obj", "ir":
            reader = os.open(name, os.O_RDWR | os.O_NONBLOCK)
            before = os.stat(name)
            expect(f"{emit} onto {name}", forac("job.py", f"--emit={emit}", "-o", name), 0)
            if os.stat(name).st_mode != before.st_mode:
                faults.append(f"{emit} took the place of {name}")
            os.close(reader)
    expect_files("special outputs", "job.py", *names)


def standard_output_that_fails():
    write("job.py", GOOD)
    for arguments in ["--help"], ["--version"], ["--man"], ["job.py", "--emit=ir"], \
            ["job.py", "--emit=llvm"], ["job.py", "-c", "-o", "-"]:
        with open("/dev/full", "w") as full:
            expect(f"{arguments} on a full disk", forac(*arguments, stdout=full), 2,
                   "standard output", "No space")
        closed = forac(*arguments, stdout=None, preexec_fn=lambda: os.close(1))
        expect(f"{arguments} on closed output", closed, 2, "standard output")
        reader, writer = os.pipe()
        os.close(reader)
        broken = forac(*arguments, stdout=writer)
        os.close(writer)
        expect(f"{arguments} on a broken pipe", broken, -signal.SIGPIPE)
    expect_files("failing standard output", "job.py")


def small_files_only():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def fill(name):
    with open(name, "ab", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


def disks_that_are_full():
    write("job.py", GOOD)
    for emit in "exe", "obj", "llvm", "ir-low":
        limited = forac("job.py", f"--emit={emit}", "-o", "out", preexec_fn=small_files_only)
        expect(f"{emit} beyond the file size", limited, 2)
        expect_files(f"{emit} beyond the file size", "job.py")
    os.mkdir("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", "disk"]
    if os.getuid() or subprocess.run(mount, stderr=subprocess.DEVNULL).returncode:
        return
    try:
        write("disk/old", "kept")
        for emit in "exe", "obj", "llvm", "ir-low":
            fill("disk/filler")
            full = forac("job.py", f"--emit={emit}", "-o", "disk/old")
            expect(f"{emit} on a full disk", full, 2)
            if sorted(os.listdir("disk")) != ["filler", "old"] or os.path.getsize("disk/old") != 4:
                faults.append(f"{emit} on a full disk: {os.listdir('disk')}")
        expect("a full TMPDIR", forac("job.py", "-o", "out", env={**os.environ, "TMPDIR": "disk"}), 2)
        # Two pages are enough for the object, but not for the binary.
        os.truncate("disk/filler", os.path.getsize("disk/filler") - 8192)
        for output, changed in ("disk/out", {}), ("out", {"TMPDIR": "disk"}):
            full = forac("job.py", "-o", output, env={**os.environ, **changed})
            expect("linking on a full disk", full, 2, "`disk/", "No space left")
            if len(full[1].splitlines()) != 1 or sorted(os.listdir("disk")) != ["filler", "old"]:
                faults.append(f"linking on a full disk: {os.listdir('disk')} {full[1][:300]}")
    finally:
        subprocess.run(["umount", "disk"], check=True)
    expect_files("full disk", "job.py", "disk")


# The world around.

# A linker writes beside its output, under names of its own.
LINKER_THAT_IS_KILLED = """#!/bin/sh
while [ "$1" != -o ]; do shift; done
echo partial > "$2.tmp1"
kill -9 $$
"""

def tools_that_are_missing():
    write("job.py", GOOD)
    os.mkdir("empty")
    bare = {**os.environ, "PATH": os.path.abspath("empty")}
    expect("no linker", forac("job.py", "-o", "out", env=bare), 2, "linker")
    lost = {**os.environ, "TMPDIR": os.path.abspath("gone")}
    expect("no TMPDIR", forac("job.py", "-o", "out", env=lost), 2, "temporary folder")
    os.mkdir("fake")
    os.mkdir("tmp")
    for name in "ld.lld-19", "ld.lld", "cc", "gcc", "clang", "clang-19":
        write(f"fake/{name}", LINKER_THAT_IS_KILLED)
        os.chmod(f"fake/{name}", 0o755)
    fake = {**os.environ, "PATH": os.path.abspath("fake") + ":/bin:/usr/bin",
            "TMPDIR": os.path.abspath("tmp")}
    expect("a linker that is killed", forac("job.py", "-o", "out", env=fake), 2, "linker")
    expect_files("missing tools", "job.py", "empty", "fake", "tmp")
    if os.listdir("tmp"):
        faults.append(f"a linker that is killed: left {os.listdir('tmp')}")


def modes_of_outputs():
    write("job.py", GOOD)
    for mask in 0o022, 0o077:
        expect("a binary", forac("job.py", "-o", "out", umask=mask), 0)
        if stat.S_IMODE(os.stat("out").st_mode) != 0o777 & ~mask:
            faults.append(f"mode {os.stat('out').st_mode:o} with umask {mask:o}")


# The linker is replaced by one that takes its time, so that the signal comes in the middle.
def interruptions():
    write("job.py", GOOD)
    os.mkdir("tmp")
    os.mkdir("fake")
    for name in "ld.lld-19", "ld.lld", "cc", "gcc", "clang", "clang-19":
        write(f"fake/{name}", "#!/bin/sh\ntouch linking\nexec sleep 30\n")
        os.chmod(f"fake/{name}", 0o755)
    environment = {**os.environ, "TMPDIR": os.path.abspath("tmp"),
                   "PATH": os.path.abspath("fake") + ":/bin:/usr/bin"}
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        # A background job or one under nohup inherits that it is ignored.
        signal.signal(number, signal.SIG_DFL)
        process = subprocess.Popen([FORAC, "-O0", "job.py", "-o", "out"], env=environment)
        end = time.monotonic() + LIMIT
        while not os.path.exists("linking") and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(number)
        status = process.wait(LIMIT)
        if status != -number:
            faults.append(f"signal {number}: status {status}")
        os.remove("linking")
        expect_files(f"signal {number}", "job.py", "tmp", "fake")
        if os.listdir("tmp"):
            faults.append(f"signal {number}: left {os.listdir('tmp')}")


def main():
    for case in (inputs_that_cannot_be_read, inputs_that_are_pipes, inputs_that_are_no_programs,
                 inputs_that_are_huge,
                 bitcode_that_is_damaged, imports, several_inputs,
                 outputs_that_cannot_be_written, outputs_that_are_no_files,
                 modes_of_outputs,
                 standard_output_that_fails,
                 disks_that_are_full, tools_that_are_missing, interruptions):
        before = os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            case()
            os.chdir(before)
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
