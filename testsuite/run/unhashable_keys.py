# Keys of several types, of which some cannot be hashed: the value at hand decides.
keys = ["a", [1], 2, (3, [4]), (3, "b"), {5: 6}, {7}, None]


def got(d, key):
    try:
        return d.get(key, "none")
    except TypeError as e:
        return f"TypeError {e}"


for k in keys:
    print(got({"a": 1, "b": 2}, k), got({2: "two"}, k), got({(3, "b"): 8}, k))

for v in keys:
    try:
        print({v: 1})
    except TypeError as e:
        print("display:", e)
    try:
        print({v})
    except TypeError as e:
        print("set display:", e)
    try:
        print(set([v]))
    except TypeError as e:
        print("set():", e)
    try:
        print(frozenset([v]))
    except TypeError as e:
        print("frozenset():", e)
    try:
        print(dict([(v, 1)]))
    except TypeError as e:
        print("dict():", e)
    try:
        print({x: 2 for x in [v]}, {x for x in [v]})
    except TypeError as e:
        print("comprehension:", e)
    try:
        print(dict.fromkeys([v], 0))
    except TypeError as e:
        print("fromkeys:", e)
    try:
        print(v in {"a": 1}, v in {2, 3}, v in frozenset(["a"]))
    except TypeError as e:
        print("in:", e)

d = {"a": 1, "kept": 0}
s = {"a"}
for v in ["a", [1], (2, [3]), "b", (4, "c")]:
    try:
        print(d[v])
    except KeyError as e:
        print("KeyError", e)
    except TypeError as e:
        print("getitem:", e)
    try:
        print(d.pop(v, None))
    except TypeError as e:
        print("pop:", e)
    try:
        d[v] = 9
    except TypeError as e:
        print("setitem:", e)
    try:
        print(d.setdefault(v, 10))
    except TypeError as e:
        print("setdefault:", e)
    try:
        s.add(v)
    except TypeError as e:
        print("add:", e)
    try:
        s.discard(v)
    except TypeError as e:
        print("discard:", e)
    try:
        s.remove(v)
    except KeyError as e:
        print("KeyError", e)
    except TypeError as e:
        print("remove:", e)
    try:
        del d[v]
    except TypeError as e:
        print("delitem:", e)
    print(len(d), len(s))

# A tuple names the first part that cannot be hashed.
for first in ["a", [1], {2: 3}]:
    try:
        print({(first, 1): 2})
    except TypeError as e:
        print(e)
    try:
        print({(first, {4})})
    except TypeError as e:
        print(e)

# Tuples whose length is not known: the empty one can be hashed.
for n in range(3):
    try:
        print({tuple([[0]] * n): n})
    except TypeError as e:
        print(e)
for row in [["x", "y"], ["x", [1]]]:
    try:
        print(len({tuple(row)}))
    except TypeError as e:
        print(e)

# In a set one can look for a set.
for v in [{7}, "a", [8]]:
    try:
        print(v in {"a", "b"}, v in frozenset([1]))
    except TypeError as e:
        print(e)
