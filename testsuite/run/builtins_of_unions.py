# Builtins that are given a value of several types.
import sys

for x in [[1, 2, 3], "abc", (4, "d"), range(3), {"k": 1, "l": 2}, {5}, 6, None]:
    try:
        print(list(reversed(x)))
    except TypeError as e:
        print(e)
    try:
        for item in reversed(x):
            print(item, end=";")
        print()
    except TypeError as e:
        print(e)
    try:
        print(list(zip(reversed(x), [7, 8, 9])), [i for i, _ in enumerate(reversed(x))])
    except TypeError as e:
        print(e)
for x in ["", [1, 2, 3], []]:
    print(sum(1 for _ in reversed(x)), list(map(str, reversed(x))))

for i in range(4):
    print(i, end="," if i < 2 else None)
for i in range(3):
    print("a", i, "c", sep="-" if i < 1 else None, end=None if i else ";")
    print(*[i, i], sep="+" if i else None)
    print(*[i, i], "x", sep=None if i else "__", end="|\n" if i else None)
print("a", "c", sep={"x": "b"}.get("y"))
print("a", "c", sep={"x": "b"}.get("x"))
for option in [None, "<>", 3]:
    try:
        print("u", "v", sep=option)
    except TypeError as e:
        print(e)
    try:
        print("u", "v", end=option)
        print()
    except TypeError as e:
        print(e)
    try:
        print(*["u", "v"], sep=option)
    except TypeError as e:
        print(e)
for i in range(3):
    print("to", i, file=sys.stderr if i else None)
    print(*["to", i], file=sys.stderr if i else None, sep="/")
