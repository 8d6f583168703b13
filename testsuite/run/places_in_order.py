# Containers that a function makes, fills and only then puts into a global or a variable of
# an enclosing function: until then nothing else leads to them.
ROWS = []
LOG = {}


def keep(row):
    ROWS.append(row)


def add_sorted(values):
    ROWS.append(sorted(values))


def add_pair(n):
    row = [n]
    row.append(n + 1)
    ROWS.append(row)


def add_by_call(n):
    row = [n]
    row.append(n + 2)
    keep(row)


def add_in_loops(n):
    for i in range(n):
        row = []
        for k in range(i):
            if k % 2:
                row.append(k)
            elif k > 7:
                break
            else:
                row = [9] + row
        ROWS.append(row)


def note(name, words):
    seen = set()
    for word in words:
        seen.add(word)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    LOG[name] = (sorted(seen), counts)


def collect():
    rows = []

    def add(n):
        row = []
        for i in range(n):
            row.append(i * i)
        rows.append(row)

    for i in range(4):
        add(i)
    return rows


for i in range(3):
    add_sorted([3 - i, 2, 1])
    add_pair(i)
    add_by_call(i)
first = ROWS[0]
add_in_loops(12)
print(ROWS, first)
note("a", ["x", "y", "x"])
note("b", ["z"])
for name in sorted(LOG):
    print(name, LOG[name])
print(collect())
