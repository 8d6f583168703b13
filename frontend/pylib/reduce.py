"""sum, min and max, when they are more than numbers seen one by one."""


def sum_of(items, start):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    total = start
    for item in items:
        total = total + item
    return total


def least_of(items):
    if len(items) == 0:
        raise ValueError("min() arg is an empty sequence")
    best = items[0]
    for place in range(1, len(items)):
        item = items[place]
        if item < best:
            best = item
    return best


def greatest_of(items):
    if len(items) == 0:
        raise ValueError("max() arg is an empty sequence")
    best = items[0]
    for place in range(1, len(items)):
        item = items[place]
        if item > best:
            best = item
    return best


def least_by(items, key):
    if len(items) == 0:
        raise ValueError("min() arg is an empty sequence")
    best = items[0]
    best_key = key(best)
    for place in range(1, len(items)):
        item = items[place]
        item_key = key(item)
        if item_key < best_key:
            best = item
            best_key = item_key
    return best


def greatest_by(items, key):
    if len(items) == 0:
        raise ValueError("max() arg is an empty sequence")
    best = items[0]
    best_key = key(best)
    for place in range(1, len(items)):
        item = items[place]
        item_key = key(item)
        if item_key > best_key:
            best = item
            best_key = item_key
    return best
