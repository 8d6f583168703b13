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


def dict_update_pairs(table, pairs):
    for key, value in pairs:
        table[key] = value
    return None, table


def dict_ior(table, other):
    for key, value in other.items():
        table[key] = value
    return table


def dict_ior_pairs(table, pairs):
    for key, value in pairs:
        table[key] = value
    return table


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


def keys_set(keys):
    result = set()
    for key in keys:
        result.add(key)
    return result


def keys_and(keys, other):
    result = set()
    for key in other:
        if key in keys:
            result.add(key)
    return result


def keys_or(keys, other):
    result = keys_set(keys)
    for key in other:
        result.add(key)
    return result


def keys_sub(keys, other):
    result = keys_set(keys)
    for key in other:
        result.discard(key)
    return result


def keys_xor(keys, other):
    others = keys_set(other)
    result = set()
    for key in keys:
        if key not in others:
            result.add(key)
    for key in others:
        if key not in keys:
            result.add(key)
    return result


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


def items_and(items, other):
    return keys_set(items) & keys_set(other)


def items_or(items, other):
    return keys_set(items) | keys_set(other)


def items_sub(items, other):
    return keys_set(items) - keys_set(other)


def items_xor(items, other):
    return keys_set(items) ^ keys_set(other)
