"""Iteration over a container that the loop updates (frontend/emit_iterate.c). A place is
an index into the list, or into the keys that a dict or set had at the start."""


def iterate_list(items):
    return None


def iterate_table(table):
    return list(table)


def more_of_list(items, start, place):
    return place < len(items)


def more_of_dict(table, keys, place):
    if len(table) != len(keys):
        raise RuntimeError("dictionary changed size during iteration")
    return place < len(keys)


def more_of_set(table, keys, place):
    if len(table) != len(keys):
        raise RuntimeError("Set changed size during iteration")
    return place < len(keys)


def item_of_list(items, start, place):
    return items[place]


def item_of_table(table, keys, place):
    return keys[place]


def zip_rows(rows):
    """zip(*rows): the columns, as many as the shortest row has items."""
    columns = []
    if rows:
        count = min([len(row) for row in rows])
        for place in range(count):
            columns.append(tuple([row[place] for row in rows]))
    return columns


def same_item(item):
    return item


def spread_check(items, function, before, required, total, names):
    """The number of positional arguments that f(a, *items) gives to fixed parameters."""
    given = before + len(items)
    if given > total:
        were = "was" if given == 1 else "were"
        if required == total:
            takes = f"takes {total} positional argument" + ("" if total == 1 else "s")
        else:
            takes = f"takes from {required} to {total} positional arguments"
        raise TypeError(f"{function}() {takes} but {given} {were} given")
    if given < required:
        missing = [repr(name) for name in names[given:required]]
        count = len(missing)
        if count == 1:
            which = missing[0]
        elif count == 2:
            which = missing[0] + " and " + missing[1]
        else:
            which = ", ".join(missing[:-1]) + ", and " + missing[-1]
        plural = "" if count == 1 else "s"
        raise TypeError(f"{function}() missing {count} required positional argument{plural}: {which}")


def spread_rest(items, count):
    return items[count:]


def zip_some(rows):
    if not rows:
        raise ForacUnsupported("zip(*rows) of no rows at all, where forac expects tuples")


def first_of(items):
    for item in items:
        return item
    raise StopIteration


def first_or(items, default):
    for item in items:
        return item
    return default
