"""Counted loops of every shape: while, <=, >=, steps, two counters, near the limits of 64
bits and around the bound (2**30) below which they have a version without checks."""
TOP = 9223372036854775807
SMALL = 1 << 30


def shown(function, *arguments):
    try:
        r = function(*arguments)
        print(r if -TOP <= r <= TOP else "overflow")
    except:
        print("overflow")


def to_equal(first, last, factor):
    total = 0
    i = first
    while i <= last:
        total += i * factor
        i += 1
    return total


def down_to_equal(first, last, factor):
    total = 0
    i = first
    while i >= last:
        total += i * factor - last
        i -= 1
    return total


def by_steps(first, last, factor):
    total = 0
    for i in range(first, last, 3):
        total += i * factor
    return total


def down_by_steps(first, last, factor):
    total = 0
    for i in range(first, last, -7):
        total += i * factor
    return total


def by_two(first, last):
    i = first
    seen = 0
    while i < last:
        seen = (seen * 31 + i * i) % 1000003
        i += 2
    return seen


def two_counters(first, last):
    i = first
    j = first
    total = 0
    while i <= last:
        total += i * 5 - j * 3
        i += 1
        j += 1
    return total


def skipping(first, last):
    i = first
    total = 0
    while i <= last:
        if i % 3 == 0:
            i += 1
            continue
        total += i * i
        i += 1
    return total


def unequal_steps(first, last):
    i = first
    total = 0
    while i < last:
        total += i * 3
        if total % 2:
            i += 2
        else:
            i += 1
    return total


def nested(n, m):
    total = 0
    i = 0
    while i <= n:
        for j in range(0, m, 5):
            total += i * j
        i += 1
    return total


def enumerated(xs, start):
    total = 0
    for i, x in enumerate(xs, start):
        total += (i + 1) * x
    return total


def zipped(xs, ys):
    total = 0
    for i, (x, y) in enumerate(zip(xs, ys)):
        total += (x - y) * (i + 2)
    return total


def main():
    for first, last in [(0, 10), (5, 5), (5, 4), (-10, 12), (0, 100), (10, 0), (7, -20)]:
        for factor in [1, -3, 1 << 40, TOP]:
            shown(to_equal, first, last, factor)
            shown(down_to_equal, first, last, factor)
            shown(by_steps, first, last, factor)
            shown(down_by_steps, first, last, factor)
        shown(by_two, first, last)
        shown(two_counters, first, last)
        shown(skipping, first, last)
        shown(unequal_steps, first, last)
    for middle in [SMALL, -SMALL, 2 * SMALL, TOP // 4, -TOP // 4]:
        for factor in [1, 3, -SMALL, 1 << 31]:
            shown(to_equal, middle - 3, middle + 3, factor)
            shown(down_to_equal, middle + 3, middle - 3, factor)
            shown(by_steps, middle - 5, middle + 5, factor)
            shown(down_by_steps, middle + 20, middle - 20, factor)
        shown(by_two, middle % 1000, middle % 1000 + 9)
        shown(two_counters, middle - 2, middle + 2)
    shown(by_steps, TOP - 10, TOP, 0)
    shown(by_steps, TOP - 1, TOP, 0)
    shown(down_by_steps, -TOP + 10, -TOP, 0)
    shown(to_equal, TOP - 3, TOP - 1, 0)
    shown(down_to_equal, -TOP + 3, -TOP + 1, 0)
    shown(nested, 9, 23)
    shown(nested, 0, 0)
    shown(nested, -1, 5)
    for start in [0, -5, SMALL, TOP - 4]:
        shown(enumerated, [1, 2, 3], start)
    shown(enumerated, [], TOP)
    shown(zipped, [1, 2, 3], [4, 5])
    shown(zipped, [TOP, 2], [-1, 5])


main()
