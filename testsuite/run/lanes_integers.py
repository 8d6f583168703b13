"""Integers in lanes: checked sums and products, floor division, shifts, conversions."""


def triangle(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def mix(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 73244475) & 0xFFFFFFFF
    return x ^ (x >> 16)


def collatz(n):
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps


def total(x, n):
    s = 0
    for k in range(n):
        s += x * k
    return s


def pick(table, i):
    return table[i * 7 % len(table)] + table[-1 - i]


def main():
    for n in (0, 1, 8, 9, 20):
        print([triangle(i, n) for i in range(n)])
        print([sum(triangle(i, j) for j in range(n)) for i in range(n)])
        print([mix(i) for i in range(n)])
        print([mix(-i * 977) for i in range(n)])
        print([collatz(i + 1) for i in range(n)])
        print([total(i - 4, 50) for i in range(n)])
        print([(i - 5) // 4 for i in range(n)], [(i - 5) % 8 for i in range(n)])
        print([-i // 2 + (-i % 4) for i in range(n)])
        print([i << 3 | i >> 1 for i in range(n)], [~i ^ 5 for i in range(n)])
        print([(i - 3) / (i + 1) for i in range(n)])
        print([abs(i - 6) for i in range(n)], [int(i * 1.75 - 4.5) for i in range(n)])
        print([i * 1.5 > i + 1 for i in range(n)], [i == 4.0 for i in range(n)])
        table = [k * k for k in range(20)]
        print([sum(table[i] + k for k in range(3)) for i in range(n)])
        print([pick(table, i) for i in range(min(n, 2))])
        print([sum(k for k in range(i)) for i in range(n)])


main()

BIG = 2**62


def near_the_end(xs):
    """Sums that fit in 64 bits by one."""
    print([x + (BIG - 1) for x in xs])
    print([sum(y for y in [x, -1, -BIG]) for x in xs])


near_the_end([BIG - i for i in range(20)])


def large_products(xs):
    """Factors of more than 32 bits, products of less than 64."""
    print([x * 3 + sum(x * k for k in range(3)) for x in xs])


large_products([2**40 + i for i in range(19)])
large_products([-(2**40) + i for i in range(19)])


def large_to_float(xs):
    print([x / 7 for x in xs])
    print([x > 9007199254740993.0 for x in xs])
    print([x * 1.0 for x in xs])


large_to_float([2**53 + i for i in range(17)])
large_to_float([i - 2**60 for i in range(17)])
