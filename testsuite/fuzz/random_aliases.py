"""Random programs about who holds which container: rows in groups, groups in tables, rows in
objects, globals and variables of closures, updates by paths of several depths, through
functions and loops. CPython updates shared containers in every place; an accepted program
must do the same."""
import random

HELPERS = '''
def grouped(rows):
    groups = {}
    for row in rows:
        groups.setdefault(len(row), []).append(row)
    return groups


def spread(rows, count):
    parts = [[] for _ in range(count)]
    for i, row in enumerate(rows):
        parts[i % count].append(row)
    return parts


def firsts(rows):
    return [row for row in rows if row]


def added(row, x):
    row = row + [x]
    return row


def both(rows):
    return {"a": rows, "b": rows[:1]}


KEPT = [[0]]
LAST = [[0]]


def kept(row):
    KEPT.append(row)
    return row


def remembered(rows):
    global LAST
    LAST = rows
    return len(rows)


class Box:
    def __init__(self, row, rows):
        self.row = row
        self.rows = rows

    def first(self):
        return self.rows[0]


class Crate(Box):
    def __init__(self, rows):
        super().__init__(rows[0], rows)
        self.size = len(rows)
'''

# In front of a function's body.
CLOSURES = [
    "held = [[0]]",
    "def put(row):",
    "    held.append(row)",
    "def get():",
    "    return held",
]

ROW, ROWS, GROUPS, TABLE, BOX = "row", "rows", "groups", "table", "box"

# By type: how a value of it is made. {0} is a place for each name of another type.
MAKERS = {
    ROW: ["[1, 2]", "[]", "{rows}[0]", "list({row})", "added({row}, 7)", "{groups}[1][0]",
          "{table}['a'][0]", "{row}[:]", "{row} + [4]", "{box}.row", "{box}.first()",
          "kept({row})", "KEPT[-1]", "get()[-1]", "held[0]"],
    ROWS: ["[[1], [2], [3, 4]]", "[{row}, {row}]", "[{row}]", "firsts({rows})", "list({rows})",
           "{rows}[:1]", "[r for r in {rows}]", "[list(r) for r in {rows}]", "{groups}[1]",
           "{table}['a']", "sorted({rows})", "spread({rows}, 2)[0]", "[[1]] + {rows}",
           "[r[:] for r in {rows}]", "{rows} * 2", "list(reversed({rows}))", "{box}.rows",
           "KEPT", "LAST", "get()", "[b.row for b in [{box}, {box}]]"],
    GROUPS: ["grouped({rows})", "{{1: [{row}], 2: [{row}]}}", "{{1: {rows}, 2: []}}",
             "dict({groups})", "{{k: v for k, v in {groups}.items()}}",
             "{{k: list(v) for k, v in {groups}.items()}}", "{{1: {rows}, 2: {rows}}}"],
    TABLE: ["both({rows})", "{{'a': {rows}, 'b': [[5]]}}", "{{'a': [{row}], 'b': firsts({rows})}}",
            "dict({table})", "{{'a': {groups}[1], 'b': {rows}}}"],
    BOX: ["Box({row}, {rows})", "Crate({rows})", "{box}", "[Box({row}, {rows})][0]"],
}

UPDATES = {
    ROW: ["{0}.append({n})", "{0} += [{n}]", "{0}.insert(0, {n})", "{0}.extend({row})"],
    ROWS: ["{0}.append({row})", "{0}[0].append({n})", "{0}[0] = {row}", "{0}[-1][0] = {n}",
           "{0}.extend({rows})", "{0}.sort()", "{0}[0] += [{n}]", "{0}.pop()",
           "{0}[0], {0}[-1] = {0}[-1], {0}[0]"],
    GROUPS: ["{0}.setdefault({n}, []).append({row})", "{0}[1].append({row})",
             "{0}[1][0].append({n})", "{0}[1] = {rows}", "{0}[1] += [{row}]",
             "{0}[2], {0}[1] = {0}[1], {0}[2]"],
    TABLE: ["{0}['a'].append({row})", "{0}['a'][0].append({n})", "{0}['b'] = {rows}",
            "{0}['b'][0][0] = {n}", "{0}.setdefault('c', []).append({row})"],
    BOX: ["put({row})", "kept({row})", "remembered({rows})", "held[0].append({n})",
          "KEPT[0].append({n})", "LAST.append({row})"],
}

# Rows are only added to what is not iterated over: the loop would not end.
LOOPS = ["for r in {rows}:\n    {1}", "for i, r in enumerate({rows}):\n    {1}",
         "for r in {rows}[:]:\n    {2}", "for k, v in {groups}.items():\n    {3}",
         "for v in list({table}.values()):\n    {3}"]


# What a function does that makes rows, fills them and puts them somewhere.
COLLECT = {
    "make": ["{a} = []", "{a} = [{n}, i]", "{a} = {b} + [{n}]", "{a} = sorted({b})", "{a} = {b}[:]",
             "{a} = added({b}, i)", "{a} = [x for x in {b} if x > 1]", "{a} = [i] * 2"],
    "fill": ["{a}.append({n})", "{a} += [i]", "{a}.extend({b})", "{a}.insert(0, i)", "{a}.sort()"],
    "keep": ["KEPT.append({a})", "kept({a})", "put({a})", "held.append({a})",
             "box = Box({a}, [{b}])", "KEPT.append(Box({a}, []).row)", "KEPT[-1] = {a}",
             "LAST.append({a})", "remembered([{a}])", "{a} = kept({b})", "{a} = {b}",
             "pairs.append(({a}, {n}))", "KEPT.append(pairs[-1][0])"],
}


class Aliases:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.names = {}

    def pick(self, choices):
        return self.random.choice(choices)

    def fill(self, text, *more):
        names = {kind: self.pick(self.names[kind]) for kind in self.names}
        return text.format(*more, n=self.random.randrange(10), **names)

    def make(self, kind):
        name = self.pick(self.names[kind]) if self.random.random() < 0.3 else \
            f"{kind}{len(self.names[kind])}"
        line = f"{name} = {self.fill(self.pick(MAKERS[kind]))}"
        if name not in self.names[kind]:
            self.names[kind].append(name)
        return line

    def update(self, *kinds):
        kind = self.pick(kinds or list(UPDATES))
        return self.fill(self.pick(UPDATES[kind]), self.pick(self.names[kind]))

    def loop(self):
        inner = [f"{self.pick(self.names[GROUPS])}.setdefault(len(r), []).append(r)",
                 f"{self.pick(self.names[ROW])}.extend(r)", self.update(ROW)]
        outer = [f"{self.pick(self.names[ROWS])}.extend(v)", f"{self.pick(self.names[ROWS])} = v",
                 f"{self.pick(self.names[TABLE])}['b'] = v"]
        added = inner + [f"{self.pick(self.names[ROWS])}.append(r)"]
        return self.fill(self.pick(LOOPS), None, self.pick(inner), self.pick(added),
                         self.pick(outer))

    def function(self, number):
        self.names = {ROW: ["row"], ROWS: ["rows"], GROUPS: ["groups"], TABLE: ["table"],
                      BOX: ["box"]}
        self.lines += ["", "", f"def f{number}():", "    row = [6]", "    rows = [[1], [2, 3]]",
                       "    groups = grouped(rows)", "    table = both([[8], [9]])",
                       "    box = Box([3], [[4]])"]
        self.lines += ["    " + line for line in CLOSURES]
        for _ in range(self.random.randint(2, 6)):
            kind = self.random.randrange(8)
            text = self.make(self.pick(list(MAKERS))) if kind < 3 else \
                self.update() if kind < 7 else self.loop()
            self.lines += ["    " + line for line in text.split("\n")]
        shown = [self.pick(self.names[kind]) for kind in self.names
                 for _ in range(self.random.randrange(3))]
        shown = [text for name in shown for text in
                 ([name] if name not in self.names[BOX] else [name + ".row", name + ".rows"])]
        shown += self.random.sample(["KEPT", "LAST", "get()"], self.random.randrange(3))
        self.lines.append(f"    return {', '.join(shown) or 'rows'}")

    def block(self, depth):
        lines = []
        for _ in range(self.random.randint(1, 4)):
            kind = self.random.randrange(10)
            if kind < 7 or depth == 3:
                a, b = self.pick(["one", "two"]), self.pick(["one", "two"])
                text = self.pick(COLLECT[self.pick(["make", "fill", "fill", "keep"])])
                lines.append(text.format(a=a, b=b, n=self.random.randrange(10)))
                continue
            inner = self.block(depth + 1)
            if kind == 7:
                lines += [f"for i in range({self.random.randint(1, 3)}):", *inner]
            else:
                lines += [f"if i % {self.random.randint(2, 3)} == {self.random.randrange(2)}:", *inner]
            if kind == 9 and self.random.random() < 0.7:
                lines += ["else:", *self.block(depth + 1)]
        return ["    " + line for line in lines]

    def collector(self):
        self.lines += ["", "", "def collect(i):", "    one = [6]", "    two = [i, 2]",
                       "    pairs = [([1], 0)]"]
        self.lines += ["    " + line for line in CLOSURES]
        self.lines += self.block(1)
        shown = self.random.sample(["one", "two", "pairs", "get()", "KEPT[-1]"],
                                   self.random.randrange(3))
        self.lines.append(f"    return {', '.join(shown) or 'i'}")
        self.lines += ["", "", "for i in range(4):", "    print(collect(i))", "print(KEPT, LAST)"]

    def text(self):
        if self.random.random() < 0.5:
            self.collector()
            return HELPERS + "\n".join(self.lines) + "\n"
        self.function(0)
        self.lines += ["", "", "try:", "    print(f0())", "except (IndexError, KeyError) as error:",
                       "    print(type(error).__name__, error)"]
        return HELPERS + "\n".join(self.lines) + "\n"
