"""What setdefault inserts is there when the arguments of the update raise."""


table = {}


def size(text):
    return len(text)


for word in ["ab", "c", "de"]:
    table.setdefault(len(word), []).append(word.upper())
    table.setdefault(len(word), []).append(size(word))
print(table)


def fails(value):
    raise IndexError(value)


def guarded(words):
    try:
        d = {}
        for w in words:
            d.setdefault(w[0], []).append(int(w[1]))
        d.setdefault("z", []).append(fails(3))
    except IndexError as error:
        print("caught", error, d)
    return d


print(guarded(["a1", "b2", "a3"]))
print(guarded(["a1", "b"]))
