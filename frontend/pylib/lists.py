"""Methods of lists that need no runtime function of their own."""


def list_repr(items):
    return "[" + ", ".join([repr(item) for item in items]) + "]"


def list_extend(items, more):
    for item in more:
        items.append(item)
    return None, items


def list_iadd(items, more):
    for item in more:
        items.append(item)
    return items


def list_set_slice(items, where, more):
    items[where] = list(more)
    return items


def slice_not_assigned(step):
    if step == 0:
        raise ValueError("slice step cannot be zero")
    if step == 1 or step is None:
        raise TypeError("can only assign an iterable")
    raise TypeError("must assign iterable to extended slice")


def list_remove(items, value):
    count = len(items)
    place = 0
    while place < count and not _fora_at(items, place) == value:
        place += 1
    if place == count:
        raise ValueError("list.remove(x): x not in list")
    del items[place]
    return None, items


def list_index(items, value, start, stop):
    count = len(items)
    if start < 0:
        start += count
        if start < 0:
            start = 0
    if stop < 0:
        stop += count
    if stop > count:
        stop = count
    while start < stop:
        if _fora_at(items, start) == value:
            return start
        start += 1
    raise ValueError(repr(value) + " is not in list")
