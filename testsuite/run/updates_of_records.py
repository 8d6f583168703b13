# Dictionaries and lists that hold containers beside other values, which are updated there.
def gathered(count):
    result = {"total": 0, "items": [], "seen": set(), "by": {}, "name": None}
    for i in range(count):
        result["items"].append(i * i)
        result["total"] += i
        result["seen"].add(i % 3)
        result["by"].setdefault("ab"[i % 2], []).append(i)
        result["by"][str(i)] = [i]
        result["name"] = str(i)
    result["items"].sort(reverse=True)
    result["items"] += [7, 8]
    result["items"].extend(x for x in range(2))
    return result


for key, value in gathered(6).items():
    print(key, value)

record = {"a": 1}
record.setdefault("list", []).append(1)
record.setdefault("list", []).append(2)
print(record, len(record["list"]))
try:
    record["list"].pop(5)
except IndexError as error:
    print(error, record)
try:
    record["a"][0] = 1
except TypeError as error:
    print(error)
for _ in range(3):
    try:
        record["list"].pop()
    except IndexError as error:
        print(error, record)


def failing(values):
    for value in values:
        if value > 1:
            raise ValueError(value)
        yield_ = value
    return yield_


try:
    record["list"].append(failing([0, 1, 2]))
except ValueError as error:
    print(error, record)
try:
    record["list"].extend([10 // (2 - x) for x in range(4)])
except ZeroDivisionError as error:
    print(error)

rows = [1, [2], "x", [3, 4]]
for i in range(len(rows)):
    if isinstance(rows[i], list):
        rows[i].append(i)
        rows[i][0] += 100
print(rows)
copy = list(rows[3])
rows[3].append(5)
print(copy, rows)


class Account:
    def __init__(self, owner):
        self.data = {"owner": owner, "log": []}
        for i in range(3):
            self.data["log"].append(owner * i)


print(Account("ab").data)


def grown(count):
    rows = {"n": 0, "rows": [[0], [1]]}
    names = {"n": 0.5, "name": "x", "by": {"k": [1]}}
    for i in range(count):
        rows["rows"][i % 2].append(i)
        rows["rows"].append([i])
        names["by"]["k"].append(i)
        names["by"].setdefault("m", []).append(i)
        names["by"]["l"] = [i]
        rows["n"] += 1
        names["n"] *= 2
    return rows, names


print(grown(4))


def missed(index, key):
    rows = {"n": 0, "rows": [[0], [1]]}
    names = {"n": 0, "by": {"k": [1]}}
    try:
        names["by"][key].append(1)
        rows["rows"][index].append(1)
    except (IndexError, KeyError) as error:
        print(repr(error))
        rows["n"] += 1
        names["by"]["z"] = [2]
    return rows, names


print(missed(1, "k"), missed(2, "k"), missed(0, "q"))


big = {"n": 0, "list": []}
for i in range(200000):
    big["list"].append(i)
    big["n"] += 1
print(big["n"], len(big["list"]), big["list"][-1])
record["a"][0] = 1
