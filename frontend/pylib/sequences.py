"""What lists and tuples have in common."""


def sequence_contains(value, items):
    for item in items:
        if item == value:
            return True
    return False


def sequence_count(items, value):
    count = 0
    for item in items:
        if item == value:
            count += 1
    return count


def sequence_rmul(times, items):
    return items * times


def sequence_eq(a, b):
    if len(a) != len(b):
        return False
    for x, y in zip(a, b):
        if not x == y:
            return False
    return True


def sequence_ne(a, b):
    return not sequence_eq(a, b)


def sequence_lt(a, b):
    for x, y in zip(a, b):
        if not x == y:
            return x < y
    return len(a) < len(b)


def sequence_le(a, b):
    for x, y in zip(a, b):
        if not x == y:
            return x <= y
    return len(a) <= len(b)


def sequence_gt(a, b):
    for x, y in zip(a, b):
        if not x == y:
            return x > y
    return len(a) > len(b)


def sequence_ge(a, b):
    for x, y in zip(a, b):
        if not x == y:
            return x >= y
    return len(a) >= len(b)


def vtuple_repr(items):
    if len(items) == 1:
        return "(" + repr(_fora_at(items, 0)) + ",)"
    return "(" + ", ".join([repr(item) for item in items]) + ")"


def tuple_index(items, value, start, stop):
    place = 0
    if start < 0:
        start = max(start + len(items), 0)
    if stop < 0:
        stop = stop + len(items)
    for item in items:
        if start <= place < stop and item == value:
            return place
        place += 1
    raise ValueError("tuple.index(x): x not in tuple")
