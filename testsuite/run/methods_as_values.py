# Methods of builtin types as values: item access and tests.
weights = [5, 2, 9]
names = {"b": 2, "a": 3, "c": 1}
print(min(range(3), key=weights.__getitem__), sorted(range(3), key=weights.__getitem__))
print(sorted(names, key=names.__getitem__), max(names, key=names.__getitem__))
print(list(map("abc".__getitem__, [2, 0])), list(filter({1, 2}.__contains__, range(5))))
print([test(2) for test in ([1, 2].__contains__, (2, 3).__contains__, names.__contains__)])
print(list(map((7, 8).__getitem__, (1, -1))))
weights.append(0)
print(min(range(4), key=weights.__getitem__))
try:
    sorted("bax", key=names.__getitem__)
except KeyError as error:
    print("no", error)
