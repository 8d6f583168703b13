# Globals, class constants and variables of outer functions that are updated by operators.


class Store:
    items = []
    count = 0


def add(k):
    Store.items += [k]
    Store.count += 1


def show():
    print(rows, seen, table, text)


def grow(k):
    global seen, table, text
    seen |= {k}
    table |= {k: k}
    text += str(k)


def spoil():
    global shelf
    try:
        shelf += 5
    except TypeError as error:
        print(error)
    shelf += [6]
    print(shelf)


def nested():
    own = []

    def inner(k):
        nonlocal own
        own += [k]

    inner(1)
    inner(2)
    own += [3]
    print(own)


def size():
    return len(rows)


rows = [3, 1, 2]
seen = set()
table = {}
text = ""
shelf = [1]
add(1)
add(2)
print(Store.items, Store.count)
rows.extend([7, 8])
rows.extend((9, 10))
rows += [11]
rows += [size(), size()]
for i in range(3):
    grow(i)
show()
spoil()
nested()

# What extend adds are the elements of its argument.
parts = [1, 2]
for name in ["add", "remove", "show"]:
    try:
        if name == "remove":
            parts.remove(9)
    except ValueError as error:
        print(error)
parts.extend([3, 4])
parts.extend(range(2))
print(parts)
