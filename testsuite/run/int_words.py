# Arithmetic that 32 bits suffice for, and what looks like it but needs more.
HIGH = 9223372036854775807
WORD = 0xFFFFFFFF


def word(a, b):
    return (a * b + a - b) & WORD


def wider(a, b):
    return ((a & WORD) * 3 + (b & WORD)) & 0x1FFFFFFFF


def shifted(a, b):
    x = (a * 2654435761 + b) & WORD
    return x >> 0, x >> 1, x >> 31, x >> 32, x >> 40, x << 1, x << 31, (x << 4) & WORD


def signs(a, b):
    x = (a - b) & WORD
    y = x - 4294967296
    return y, -x, ~x, abs(y), x - 1, (x ^ -1) & WORD, x | -2, (-x) & WORD


def compared(a, b):
    x = (a + b) & WORD
    y = (a * 5) & WORD
    return x < y, x == y, x - y, x + y, x * 2, max(x, y), x // 7, x % 1000, x / 4294967296.0


def guarded(a, b):
    # Only in the branch is x known to fit in 32 bits.
    x = (a & 0xFFFFFFFFFF) + 1
    if x <= WORD:
        return (x >> 8) + ((x * 3) & WORD)
    return x >> 8


def product(a, b):
    # Below 2**32 each, but not their product.
    return (a & 65535) * (b & 65535), (a & WORD) * (b & 255), ((a & WORD) * (b & WORD)) >> 33 \
        if (a & WORD) < 2147483648 and (b & WORD) < 2147483648 else -1


def carried(n):
    x = 1
    seen = []
    for i in range(n):
        x = (x * 1664525 + 1013904223) & WORD
        seen.append(x >> 24)
    return seen, x


def indexed(xs, h):
    return [xs[((h * 40503 + i) & 0xFFFFF) >> 16] for i in range(5)]


def half(a, b):
    x = (a * b) & 0xFFFF
    y = (a + b) & 0x10000
    return x, y, x * x, x * x * x, (x * x) & WORD, x << 40


def main():
    numbers = [0, 1, -1, 5, 255, 65535, 65536, 2147483647, 2147483648, 4294967295, 4294967296,
               -2147483648, -4294967296, 10**15, HIGH, -HIGH - 1]
    for a in numbers:
        for b in [0, 1, -3, 4294967295, 4294967297, HIGH]:
            print(word(a, b), wider(a, b), shifted(a, b), signs(a & 0xFFFFFFFFFFFF, b & WORD))
            print(compared(a, b), guarded(a, b), product(a, b), half(a, b))
    print(carried(10), carried(0))
    print(indexed(list(range(16)), 5), indexed(list(range(16)), HIGH))


main()
