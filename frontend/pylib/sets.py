"""Sets and frozensets. The order in which members are added, and when a table gets its
room, are CPython's: they decide the order of iteration."""


def set_of(items):
    if isinstance(items, (set, frozenset)):
        return _fora_set(items)
    return set_merge(set(), items)


def frozenset_of(items):
    return _fora_frozen(set_of(items))


def set_frozen(items):
    return _fora_frozen(items)


def frozenset_of_set(items):
    return _fora_frozen(_fora_set(items))


def frozenset_empty():
    return _fora_frozen(set())


def set_repr(items):
    if not items:
        return "set()"
    return "{" + ", ".join([repr(item) for item in items]) + "}"


def frozenset_repr(items):
    if not items:
        return "frozenset()"
    return "frozenset({" + ", ".join([repr(item) for item in items]) + "})"


# ---- Single members ----


def set_discard(items, value):
    place = _fora_place(items, value)
    if place < 0:
        return None, items
    return None, _fora_remove(items, place)


def set_remove(items, value):
    place = _fora_place(items, value)
    if place < 0:
        raise KeyError(value)
    return None, _fora_remove(items, place)


def set_pop(items):
    if not items:
        raise KeyError("pop from an empty set")
    place = _fora_pop_place(items)
    value = _fora_key(items, place)
    return value, _fora_remove(items, place)


# ---- Comparison ----


def set_eq(a, b):
    if len(a) != len(b):
        return False
    for item in a:
        if item not in b:
            return False
    return True


def set_ne(a, b):
    return not set_eq(a, b)


def set_lt(a, b):
    return len(a) < len(b) and set_issubset(a, b)


def set_gt(a, b):
    return len(a) > len(b) and set_issuperset(a, b)


def set_issubset(items, other):
    for item in items:
        if item not in other:
            return False
    return True


def set_issuperset(items, other):
    for item in other:
        if item not in items:
            return False
    return True


def set_isdisjoint(items, other):
    for item in other:
        if item in items:
            return False
    return True


# ---- Union ----


def set_ior(items, other):
    if not other:
        return items
    if _fora_fill(items) == 0:
        return _fora_finger(_fora_set(other), items)
    items = _fora_presize(items, len(other), other)
    for item in other:
        items.add(item)
    return items


def set_or(a, b):
    return set_joined(_fora_set(a), b, a)


def set_merge(items, other):
    if isinstance(other, (set, frozenset)):
        return set_ior(items, other)
    if isinstance(other, dict):
        items = _fora_presize(items, len(other), other)
    for item in other:
        items.add(item)
    return items


# `other` merged into a copy of `items`, which itself brings nothing.
def set_joined(copy, other, items):
    if isinstance(other, (set, frozenset)):
        if _fora_same(other, items):
            return copy
    return set_merge(copy, other)


def set_update_none(items):
    return None, items


def set_update_set(items, other):
    return None, set_ior(items, other)


def set_update(items, other):
    return None, set_merge(items, other)


def set_union(items, other):
    return set_joined(_fora_set(items), other, items)


# ---- Intersection ----


def set_and(a, b):
    if _fora_same(a, b):
        return _fora_set(a)
    result = set()
    if len(b) > len(a):
        for item in a:
            if item in b:
                result.add(item)
    else:
        for item in b:
            if item in a:
                result.add(item)
    return result


def set_intersection(items, other):
    if isinstance(other, (set, frozenset)):
        return set_and(items, other)
    result = set()
    for item in other:
        if item in items:
            result.add(item)
    return result


def set_iand(items, other):
    return _fora_finger(set_and(items, other), items)


def set_intersection_update_set(items, other):
    return None, set_iand(items, other)


def set_intersection_update(items, other):
    return None, _fora_finger(set_intersection(items, other), items)


# ---- Difference ----


def set_stripped(items, other):
    for item in other:
        place = _fora_place(items, item)
        if place >= 0:
            items = _fora_remove(items, place)
    return _fora_tidy(items)


def set_isub(items, other):
    if (len(other) >> 3) > len(items):
        return set_stripped(items, set_and(items, other))
    return set_stripped(items, other)


def set_without(items, other):
    if isinstance(other, (set, frozenset)):
        return set_isub(items, other)
    return set_stripped(items, other)


def set_outside(items, other):
    result = set()
    for item in items:
        if item not in other:
            result.add(item)
    return result


def set_difference(items, other):
    if isinstance(other, (set, frozenset, dict)):
        if (len(items) >> 2) <= len(other):
            return set_outside(items, other)
    return set_without(_fora_set(items), other)


def set_difference_update(items, other):
    return None, set_without(items, other)


# ---- Symmetric difference ----


def set_ixor(items, other):
    for item in other:
        place = _fora_place(items, item)
        if place >= 0:
            items = _fora_remove(items, place)
        else:
            items.add(item)
    return items


def set_xor(a, b):
    return set_ixor(_fora_set(b), a)


def set_toggle(items, other):
    if isinstance(other, (set, frozenset, dict)):
        return set_ixor(items, other)
    return set_ixor(items, set_of(other))


def set_symmetric_difference(items, other):
    return set_ixor(set_of(other), items)


def set_symmetric_difference_update(items, other):
    return None, set_toggle(items, other)


# ---- Several operands: items.union(a, b), set.union(*sets), {*a, b} ----


# The next operand of a difference, after the first two.
def set_less(result, other, items):
    return set_without(result, other)


def set_with(items, item):
    items.add(item)
    return items


# ---- Frozensets ----


def frozenset_or(a, b):
    return _fora_frozen(set_or(a, b))


def frozenset_and(a, b):
    return _fora_frozen(set_and(a, b))


def frozenset_sub(a, b):
    return _fora_frozen(set_difference(a, b))


def frozenset_xor(a, b):
    return _fora_frozen(set_xor(a, b))


def frozenset_union(items, other):
    return _fora_frozen(set_union(items, other))


def frozenset_intersection(items, other):
    return _fora_frozen(set_intersection(items, other))


def frozenset_difference(items, other):
    return _fora_frozen(set_difference(items, other))


def frozenset_symmetric_difference(items, other):
    return _fora_frozen(set_symmetric_difference(items, other))


# ---- Of unpacked lists: set.union(*sets), items.union(*others) ----


def union_with(items, others):
    result = _fora_set(items)
    for other in others:
        result = set_joined(result, other, items)
    return result


def update_with(items, others):
    for other in others:
        items = set_merge(items, other)
    return items


def intersection_with(items, others):
    if not others:
        return _fora_set(items)
    result = set_intersection(items, others[0])
    for other in others[1:]:
        result = set_intersection(result, other)
    return result


def difference_with(items, others):
    if not others:
        return _fora_set(items)
    result = set_difference(items, others[0])
    for other in others[1:]:
        result = set_without(result, other)
    return result


def union_of(sets):
    if not sets:
        raise TypeError("unbound method set.union() needs an argument")
    return union_with(sets[0], sets[1:])


def intersection_of(sets):
    if not sets:
        raise TypeError("unbound method set.intersection() needs an argument")
    return intersection_with(sets[0], sets[1:])
