"""`x -= y` in a `try` rebinds x alone: other names of the old number keep it."""


def numbers():
    try:
        for i in range(3):
            lower = i
            lower -= 10
            print(i, lower)
            text = "a"
            longer = text
            longer += "b"
            print(text, longer)
    except KeyError as error:
        print("caught", error)


def read_after(value):
    kept = value
    try:
        value += 1
        kept -= value
        value //= 0
    except ZeroDivisionError:
        print("value", value, "kept", kept)
    finally:
        value *= 2
    return value, kept


def lists(rows):
    total = 0
    try:
        for row in rows:
            first = total
            total += row[0]
            print(first, total)
    except IndexError:
        print("short row after", total)
    return total


def tuples():
    pair = (1, 2)
    try:
        longer = pair
        longer += (3,)
        print(pair, longer)
        longer *= 2
        print(pair, longer, longer[9])
    except IndexError as error:
        print("caught", error, pair, longer)


numbers()
print(read_after(5))
print(lists([[1], [2], [], [4]]))
tuples()
