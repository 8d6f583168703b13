# Reading and writing text files.
import sys


def write(path, text, newline=None):
    with open(path, "w", newline=newline) as f:
        print(f.write(text), f.closed)
    print(f.closed)


def show(path):
    with open(path) as f:
        print(repr(f.read()))
    with open(path) as f:
        for line in f:
            print(repr(line))
    with open(path) as f:
        print(f.readlines())
    with open(path) as f:
        print(repr(f.readline()), repr(f.read(3)), repr(f.readline()), repr(f.read()), repr(f.read()))


def lines_of(path, newline):
    with open(path, newline=newline) as f:
        print([line for line in f])


path = "/tmp/forac_test_files.txt"
write(path, "one\ntwo\n\nthree")
show(path)
write(path, "")
show(path)
write(path, "äöü\n日本\n\U0001f600x\n")
show(path)
write(path, "a\r\nb\rc\nd\r", "")
show(path)
for newline in ["", "\n", "\r", "\r\n"]:
    lines_of(path, newline)
write(path, "x\ny\n", "\r\n")
lines_of(path, "")
with open(path, "a") as f:
    f.writelines(["more\n", "and more\n"])
show(path)
big = "".join(str(i) + " line é " * (i % 7) + "\n" for i in range(30000))
with open(path, "w") as f:
    f.write(big)
count = 0
same = ""
with open(path) as f:
    for line in f:
        count += len(line)
print(count, len(big))
with open(path) as f:
    print(f.read() == big)
for attempt in ["/nonexistent/x", "/", "/tmp/forac_test_files.txt/x"]:
    try:
        open(attempt)
    except FileNotFoundError as e:
        print("missing", e)
    except IsADirectoryError as e:
        print("directory", e)
    except OSError as e:
        print("other", e)
try:
    open(path, "q")
except ValueError as e:
    print(e)
f = open(path)
print(f.name, f)
f.close()
f.close()
try:
    f.read()
except ValueError as e:
    print(e)
with open(path, "w", encoding="latin-1") as f:
    f.write("caf\xe9 \xff\n")
try:
    with open(path) as f:
        print(f.read())
except UnicodeDecodeError as e:
    print(e)
try:
    with open(path) as f:
        for line in f:
            print(line)
except UnicodeDecodeError as e:
    print(e)
with open(path, encoding="latin-1") as f:
    print(f.read())
with open(path, errors="replace") as f:
    print(f.read())
with open(path, encoding="utf-8", errors="ignore") as f:
    print(f.read())
try:
    with open(path, "w", encoding="ascii") as f:
        f.write("abcé")
except UnicodeEncodeError as e:
    print(e)
sys.stdout.write("direct\n")
print("to stderr", file=sys.stderr)
print("flushed", flush=True)
print(1, 2, sep="-", end="!\n")
