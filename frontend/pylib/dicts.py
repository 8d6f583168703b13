"""Methods of dictionaries. Entries are known by their place (_fora_place)."""


def missing_key(key):
    raise KeyError(key)


def dict_delitem(table, key):
    place = _fora_place(table, key)
    if place < 0:
        raise KeyError(key)
    return _fora_remove(table, place)


def dict_pop(table, key):
    place = _fora_place(table, key)
    if place < 0:
        raise KeyError(key)
    value = _fora_value(table, place)
    return value, _fora_remove(table, place)


def dict_pop_default(table, key, default):
    place = _fora_place(table, key)
    if place < 0:
        return default, table
    value = _fora_value(table, place)
    return value, _fora_remove(table, place)


def dict_popitem(table):
    if not table:
        raise KeyError("popitem(): dictionary is empty")
    place = _fora_last(table)
    item = _fora_key(table, place), _fora_value(table, place)
    return item, _fora_remove(table, place)


def dict_update_none(table):
    return None, table


def dict_update(table, other):
    for key, value in other.items():
        table[key] = value
    return None, table


def pair_of(pair, number):
    if len(pair) != 2:
        raise ValueError(f"dictionary update sequence element #{number} has length {len(pair)}; 2 is required")
    key, value = pair
    return key, value


def dict_update_pairs(table, pairs):
    number = 0
    for pair in pairs:
        key, value = pair_of(pair, number)
        table[key] = value
        number += 1
    return None, table


def dict_ior(table, other):
    for key, value in other.items():
        table[key] = value
    return table


def dict_ior_pairs(table, pairs):
    return dict_update_pairs(table, pairs)[1]


def dict_or(a, b):
    result = a.copy()
    for key, value in b.items():
        result[key] = value
    return result


def dict_fromkeys(keys, value):
    result = {}
    for key in keys:
        result[key] = value
    return result


def dict_eq(a, b):
    if len(a) != len(b):
        return False
    for key, value in a.items():
        place = _fora_place(b, key)
        if place < 0:
            return False
        if not value == _fora_value(b, place):
            return False
    return True


def dict_ne(a, b):
    return not dict_eq(a, b)


def dict_repr(table):
    items = [repr(key) + ": " + repr(value) for key, value in table.items()]
    return "{" + ", ".join(items) + "}"


def dict_keys_repr(keys):
    return "dict_keys([" + ", ".join([repr(key) for key in keys]) + "])"


def dict_values_repr(values):
    return "dict_values([" + ", ".join([repr(value) for value in values]) + "])"


def dict_items_repr(items):
    return "dict_items([" + ", ".join([repr(item) for item in items]) + "])"


# ---- Views as sets: CPython makes a set of the left operand, and lets the right one update it ----


def keys_set(keys):
    result = _fora_presize(set(), len(keys), keys)
    for key in keys:
        result.add(key)
    return result


def view_or(a, b):
    return set_merge(_fora_view_set(a), b)


def view_sub(a, b):
    return set_without(_fora_view_set(a), b)


def view_xor(a, b):
    return set_toggle(_fora_view_set(a), b)


def items_xor(a, b):
    rest = _fora_dict(a).copy()
    result = set()
    for key, value in b:
        if key in rest and rest[key] == value:
            del rest[key]
        else:
            result.add((key, value))
    for item in rest.items():
        result.add(item)
    return result


def view_common(view, other):
    result = set()
    for item in other:
        if item in view:
            result.add(item)
    return result


def view_and(view, other):
    if isinstance(other, set):
        if len(view) <= len(other):
            return set_intersection(other, view)
    return view_common(view, other)


def view_rand(other, view):
    return view_and(view, other)


def views_and(a, b):
    if len(b) > len(a):
        return view_common(b, a)
    return view_common(a, b)


def keys_eq(keys, other):
    if len(keys) != len(other):
        return False
    for key in keys:
        if key not in other:
            return False
    return True


def keys_ne(keys, other):
    return not keys_eq(keys, other)


def keys_le(keys, other):
    if len(keys) > len(other):
        return False
    for key in keys:
        if key not in other:
            return False
    return True


def keys_lt(keys, other):
    return len(keys) < len(other) and keys_le(keys, other)


def keys_ge(keys, other):
    if len(keys) < len(other):
        return False
    for key in other:
        if key not in keys:
            return False
    return True


def keys_gt(keys, other):
    return len(keys) > len(other) and keys_ge(keys, other)
