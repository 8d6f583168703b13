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
