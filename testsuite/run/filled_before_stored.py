# Containers that a function fills first and stores in a global last: until then no global
# leads to them.
log = []
groups = []
table = {}


def record(event, **details):
    log.append((event, sorted(details.items())))


def collect(lines):
    current = []
    for line in lines:
        if not line:
            if current:
                groups.append(current)
            current = []
        else:
            current.append(line)
    if current:
        groups.append(current)


def squares(n):
    row = [i * i for i in range(n)]
    row.reverse()
    row.append(-1)
    table[n] = row
    return n


def keep(values):
    groups.append(values)


def count_down(n):
    values = []
    while n > 0:
        values.append(n)
        n -= 1
    keep(values)


def fresh(n):
    return [n] * 2


def made(n):
    for i in range(n):
        pair = fresh(i)
        pair.append(n)
        if i % 2:
            pair.sort(key=lambda v: -v)
        groups.append(pair)


def guarded(text):
    parts = []
    try:
        for word in text.split():
            parts.append(int(word))
    except ValueError:
        parts.append(-1)
    groups.append(parts)


record("a", size=1, count=2)
record("b", name="x")
print(log)
collect("a b  c d e   f".split(" "))
print(groups)
print(squares(3), squares(0), table)
count_down(3)
made(3)
guarded("1 2 x 3")
print(groups)
for i in range(3):
    line = []
    line.append(i)
    line.append(-i)
    groups.append(line)
keep([])
print(groups[-4:])
