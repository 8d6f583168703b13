"""Sorting by keys of any type; ints, floats and strings are sorted in the runtime."""


def list_sort(items, key, reverse):
    order = _fora_order(items, bool(_fora_index(reverse)))
    return None, _fora_permute(items, order)


def list_sort_key(items, key, reverse):
    turned = bool(_fora_index(reverse))
    if key is None:
        order = _fora_order(items, turned)
    else:
        order = _fora_order([key(item) for item in items], turned)
    return None, _fora_permute(items, order)


def general_order(keys, reverse):
    """The indices of the keys in their order, by merging natural runs.

    Runs shorter than 32 to 64 are lengthened by binary insertion. In reverse, equal keys
    keep their order too: the indices are turned round before and after.
    """
    count = len(keys)
    order = list(range(count))
    if reverse:
        order.reverse()
    least = count
    odd = 0
    while least >= 64:
        odd = odd | (least & 1)
        least = least >> 1
    least = least + odd
    ends = []
    low = 0
    while low < count:
        high = low + 1
        if high < count:
            if _fora_at(keys, _fora_at(order, high)) < _fora_at(keys, _fora_at(order, low)):
                high += 1
                while high < count and (_fora_at(keys, _fora_at(order, high))
                                        < _fora_at(keys, _fora_at(order, high - 1))):
                    high += 1
                left = low
                right = high - 1
                while left < right:
                    kept = _fora_at(order, left)
                    order = _fora_put(order, left, _fora_at(order, right))
                    order = _fora_put(order, right, kept)
                    left += 1
                    right -= 1
            else:
                high += 1
                while high < count and not (_fora_at(keys, _fora_at(order, high))
                                            < _fora_at(keys, _fora_at(order, high - 1))):
                    high += 1
        limit = min(low + least, count)
        while high < limit:
            pivot = _fora_at(order, high)
            left = low
            right = high
            while left < right:
                middle = (left + right) >> 1
                if _fora_at(keys, pivot) < _fora_at(keys, _fora_at(order, middle)):
                    right = middle
                else:
                    left = middle + 1
            place = high
            while place > left:
                order = _fora_put(order, place, _fora_at(order, place - 1))
                place -= 1
            order = _fora_put(order, left, pivot)
            high += 1
        ends.append(high)
        low = high
    spare = order[:]
    while len(ends) > 1:
        longer = []
        low = 0
        for number in range(0, len(ends), 2):
            middle = _fora_at(ends, number)
            high = _fora_at(ends, number + 1) if number + 1 < len(ends) else middle
            left = low
            right = middle
            place = low
            while left < middle and right < high:
                if (_fora_at(keys, _fora_at(order, right))
                        < _fora_at(keys, _fora_at(order, left))):
                    spare = _fora_put(spare, place, _fora_at(order, right))
                    right += 1
                else:
                    spare = _fora_put(spare, place, _fora_at(order, left))
                    left += 1
                place += 1
            while left < middle:
                spare = _fora_put(spare, place, _fora_at(order, left))
                left += 1
                place += 1
            while right < high:
                spare = _fora_put(spare, place, _fora_at(order, right))
                right += 1
                place += 1
            longer.append(high)
            low = high
        order, spare = spare, order
        ends = longer
    if reverse:
        order.reverse()
    return order
