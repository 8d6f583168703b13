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


def even_first(number):
    return (number % 2, number)


def big(number):
    return number > 1


class Key:
    def __call__(self, number):
        return -number


for f in [None, even_first, Key()]:
    print(sorted([1, 3, 2], key=f), sorted((3.5, 1.5, 2.5), key=f, reverse=True))
    numbers = [5, 4, 2, 8, 1]
    numbers.sort(key=f)
    print(numbers)
    print(min([4, 3, 2, 5], key=f), max([4, 3, 2, 5], key=f))
    print(min(4, 3, 2, 5, key=f), max(4, 3, 2, 5, key=f), max(*numbers, key=f))
    print(max((n for n in numbers if n < 8), key=f), min({7, 9}, key=f))
    print(min([], key=f, default=0), max(numbers, key=f, default=None))
    try:
        print(max([x for x in numbers if x > 9], key=f))
    except ValueError as e:
        print(e)
for f in [None, len]:
    print(sorted(["ccc", "bb", "a"], key=f), max(["ccc", "dd"], key=f))
    print([w for w in filter(f, ["", "x"])])
for f in [None, big]:
    print(list(filter(f, [0, 1, 2])), [n + 1 for n in filter(f, range(4))])
    print(list(filter(f, filter(f, [0, 1, 2]))), list(zip(filter(f, [0, 3]), "ab")))
    print(len(list(filter(f, map(int, "0123")))))
for f in [None, 3, str]:
    try:
        print(sorted([10, 9], key=f))
    except TypeError as e:
        print(e)
    try:
        print(list(filter(f, [0, 1])))
    except TypeError as e:
        print(e)
for f in [None, lambda x: 0]:
    try:
        print(sorted([{1}, None], key=f))
    except TypeError as e:
        print(e)

for start in [0, "", 1.5, [0]]:
    for parts in [["a"], [1], [[2]], []]:
        try:
            print(sum(parts, start))
        except TypeError as e:
            print(e)
    try:
        print(sum((n for n in [1, 2]), start))
    except TypeError as e:
        print(e)

for turned in [True, 0, 2, 1.5, "a", None]:
    try:
        print(sorted([1, 3, 2], reverse=turned))
    except TypeError as e:
        print(e)
    try:
        numbers = ["a", "c", "b"]
        numbers.sort(reverse=turned, key=lambda text: print("key", text) or text)
        print(numbers)
    except TypeError as e:
        print(e)
