"""min, max and sum of what is not plain numbers; the items can be indexed."""


def sum_of(items, start):
    total = start
    for item in items:
        total = total + item
    return total


def min_of(items):
    if not items:
        raise ValueError("min() arg is an empty sequence")
    best = items[0]
    for i in range(1, len(items)):
        item = items[i]
        if item < best:
            best = item
    return best


def min_by(items, key):
    if not items:
        raise ValueError("min() arg is an empty sequence")
    best = items[0]
    least = key(best)
    for i in range(1, len(items)):
        item = items[i]
        measure = key(item)
        if measure < least:
            best = item
            least = measure
    return best


def max_of(items):
    if not items:
        raise ValueError("max() arg is an empty sequence")
    best = items[0]
    for i in range(1, len(items)):
        item = items[i]
        if item > best:
            best = item
    return best


def max_by(items, key):
    if not items:
        raise ValueError("max() arg is an empty sequence")
    best = items[0]
    most = key(best)
    for i in range(1, len(items)):
        item = items[i]
        measure = key(item)
        if measure > most:
            best = item
            most = measure
    return best
