"""Counted loops whose arithmetic ends near the limits of 64 bits, on either side."""

TOP = 9223372036854775807


def scaled(i):
    return i * 4294967296 + 7


def squares(first, last):
    total = 0
    for i in range(first, last):
        total += scaled(i) & 0xFFFF
    return total


def raised(function, *arguments):
    try:
        return str(function(*arguments))
    except:
        return "overflow"


def grow(start, step, count):
    total = start
    for i in range(count):
        total += step
    return total


def shrink(start, step, count):
    total = start
    for i in range(count, 0, -1):
        total -= step + i
    return total


def nested(n, m, start):
    total = start
    for i in range(n):
        for j in range(m):
            if (i + j) % 3:
                total += i
            else:
                total -= j
        total += 1
    return total


def again(rounds, n):
    total = 0
    kept = []
    for r in range(rounds):
        total = total * 2 + 1
        for i in range(n):
            total += 1
        kept.append(total)
    return kept


def counted(n, low):
    return sum(1 for i in range(low, n) if i * 3 % 2 == 0)


def weighted(n, weight):
    return sum(weight for i in range(n))


def while_sum(n, step):
    i = 0
    total = 0
    while i < n:
        total += step
        i += 1
    return total, i


def main():
    print(squares(0, 1000), squares(-50, 20), squares(5, 5), squares(9, 2))
    big = 2147483600
    print(squares(big, big + 40))
    print(grow(0, 1, 100), grow(TOP - 100, 1, 100), grow(-TOP, 3, 50))
    print(grow(0, 1 << 30, 1000), grow(0, 1 << 40, 1000), grow(5, -(1 << 31), 70))
    print(shrink(0, 1 << 30, 1000), shrink(-TOP + 5200, 1, 100), shrink(7, 7, -3))
    print(nested(10, 20, 0), nested(7, 3, TOP - 1000), nested(0, 5, 3))
    print(again(5, 100))
    print(counted(100, 0), counted(100, -100), counted(3, 7))
    print(counted(TOP // 3, TOP // 3 - 100), weighted(1000, 1 << 50))
    print(while_sum(100, 3), while_sum(0, 1), while_sum(9, 1 << 59))
    print([scaled(i) for i in range(1 << 20, (1 << 20) + 3)])


main()
