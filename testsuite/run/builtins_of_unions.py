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
