"""Filters over one list, side by side: fused, or not, the answers are the same."""


def parts(xs, pivot):
    below = [x for x in xs if x < pivot]
    equal = [x for x in xs if x == pivot]
    above = [x for x in xs if x > pivot]
    return below, equal, above


def quicksort(xs):
    if len(xs) <= 1:
        return xs
    pivot = xs[len(xs) // 2]
    below = [x for x in xs if x < pivot]
    equal = [x for x in xs if x == pivot]
    above = [x for x in xs if x > pivot]
    return quicksort(below) + equal + quicksort(above)


def source_used_afterwards(xs):
    even = [x for x in xs if x % 2 == 0]
    odd = [x for x in xs if x % 2 == 1]
    return even, odd, xs


def source_changed_between(xs):
    xs = xs[:]
    small = [x for x in xs if x < 5]
    xs.append(100)
    large = [x for x in xs if x >= 5]
    xs[0] = -1
    negative = [x for x in xs if x < 0]
    return small, large, negative, xs


def result_used_between(xs):
    small = [x for x in xs if x < 5]
    count = len(small)
    others = [x for x in xs if x > count]
    return small, others


def result_in_condition(xs):
    small = [x for x in xs if x < 5]
    also = [x for x in xs if x in small]
    return small, also


def different_lists(xs, ys):
    a = [x for x in xs if x > 2]
    b = [y for y in ys if y > 2]
    c = [x for x in xs if x < 2]
    return a, b, c


def other_values(xs):
    squares = [float(x) for x in xs if x < 7]
    pairs = [(x, x > 3) for x in xs if x != 4]
    flags = [x > 3 for x in xs if x > 1 if x < 9]
    same = [x for x in xs if 2 < x < 8 and x != 5]
    return squares, pairs, flags, same


def may_raise(xs, d):
    try:
        a = [x for x in xs if x > 1]
        b = [x for x in xs if 10 // (x - d) > 1]
        return a, b
    except ZeroDivisionError as e:
        return [], [str(e) == "integer division or modulo by zero"]


def may_index(xs, table):
    a = [x for x in xs if x > 1]
    try:
        b = [x for x in xs if table[x] > 0]
    except IndexError:
        b = [-1]
    return a, b


def captured(xs):
    low = [x for x in xs if x < 4]
    high = [x for x in xs if x >= 4]

    def total():
        return sum(low) * 100 + sum(high)

    again = [x for x in xs if x == 4]
    return total(), again


def over_others(n, text, pairs):
    a = [i for i in range(n) if i % 3 == 0]
    b = [i for i in range(n) if i % 3 == 1]
    c = [x - y for x, y in zip(pairs, pairs[1:]) if x > y]
    d = [i for i, x in enumerate(pairs) if x > 3]
    e = [x for i, x in enumerate(pairs) if i > 3]
    f = [c2 for c2 in text if c2 > "m"]
    g = [c2 for c2 in text if c2 <= "m"]
    h = [len(w) for w in text.split() if w > "f"]
    i2 = [len(w) for w in text.split() if w <= "f"]
    return a, b, c, d, e, f, g, h, i2


def nested(rows):
    flat_low = [x for row in rows for x in row if x < 4]
    flat_high = [x for row in rows for x in row if x >= 4]
    inner = [[x for x in row if x < 4] + [x for x in row if x >= 4] for row in rows]
    return flat_low, flat_high, inner


def of_strings(names):
    short = [n for n in names if len(n) < 4]
    rest = [n for n in names if len(n) >= 4]
    return short, rest


def optional(values):
    some = [v for v in values if v is not None]
    none = [v for v in values if v is None]
    doubled = [v + 0.5 for v in values if v is not None]
    return some, none, doubled


def over_floats(xs):
    nan = [x for x in xs if x != x]
    low = [x for x in xs if x < 0.5]
    rest = [x for x in xs if not x < 0.5]
    return nan, low, rest


def walrus(xs):
    last = 0
    a = [x for x in xs if (last := x) > 3]
    b = [x for x in xs if x <= 3]
    return a, b, last


def with_break(xs):
    result = []
    for k in range(4):
        low = [x for x in xs if x < k]
        high = [x for x in xs if x >= k]
        result.append((len(low), len(high)))
        if len(low) > 2:
            break
        xs = high + low
    return result, xs


for values in ([], [7], [3, 1, 2], [5, 5, 5], list(range(9, -1, -1)),
               [4, 8, 1, 9, 4, 2, 0, 7, 4, 6, 3, 3, 12, 5]):
    print(parts(values, 4))
    print(quicksort(values), values)
    print(source_used_afterwards(values))
    if values:
        print(source_changed_between(values))
    print(result_used_between(values))
    print(result_in_condition(values))
    print(different_lists(values, values[::-1]))
    print(other_values(values))
    print(may_raise(values, 20), may_raise(values, 7), may_index(values, [1, 0, 2]))
    print(captured(values))
    print(over_others(len(values), "the quick brown fox jumps", values))
    print(nested([values, values[:3], []]))
    print(of_strings([str(v * v * v) for v in values]))
    print(optional([None if v % 3 == 0 else v for v in values]))
    print(over_floats([v / 9 for v in values] + [float("nan")]))
    print(walrus(values))
    print(with_break(values))
