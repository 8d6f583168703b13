"""What bodies in lanes read from lists: bools, tuples of numbers, by index, out of order."""


def loop(x, n):
    for _ in range(n):
        x = x * 0.5 + 1.0
    return x


def chosen(table, i, up):
    if up:
        return table[i]
    return loop(0.0, 3)


def last_digit(n):
    while n >= 10:
        n -= 10
    return n


def main():
    for n in (0, 5, 8, 19, 32):
        flags = [i % 3 == 0 for i in range(n)]
        points = [(0.5 * i, i, i % 2 == 0, 1.0 - i) for i in range(n)]
        wide = [(i, 1.0, 2.0, 3.0, 4.0, 0.5 * i) for i in range(n)]
        order = [(i * 7 + 3) % n for i in range(n)]
        print([loop(1.0, 2) if flag else 0.5 for flag in flags])
        print([not flag for flag in flags], [flag and loop(2.0, 2) > 1.5 for flag in flags])
        print([loop(x, 3) if up else z + k for x, k, up, z in points])
        print([loop(p[5], 2) + p[0] for p in wide])
        print([loop(points[k][0], 2) for k in order])
        print([points[-1 - k][3] / 3.0 for k in order])
        print([flags[k] for k in order])
        print([chosen([1.0, 2.0, 3.0], k, k < 3) for k in range(n)])
        print([chosen([], k, False) for k in range(n)])
        print([loop(x[0], 1) + y for x, y in zip(points, reversed(order))])
        print([last_digit(i * 13) for i in range(n)])
        print([i % 7 - i // 5 + (3 - i) % 9 + (3 - i) // -4 for i in range(n)])
        print([(i - 4) % (i % 3 - 5) + i // (i + 1) for i in range(n)])
        print([10**14 * (i + 1) // 7 % 1000 for i in range(n)])
        print([(2**51 - i) // 3 + (i - 2**51) // 3 for i in range(n)])
        print([(2**60 + i) // 7 for i in range(n)], [(2**60 + i) % 11 for i in range(n)])


main()
