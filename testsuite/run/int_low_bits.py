# Integers of which only the low bits are used may be of any size in between.
HIGH = 9223372036854775807
LOW = -HIGH - 1
MASK = (1 << 32) - 1
NEGATIVE = -256


def noise(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 73244475) & MASK
    return x ^ (x >> 16)


def mix(h, x):
    return h * 1000003 ^ x


def hash_of(xs):
    h = len(xs)
    for x in xs:
        h = mix(h, x)
    return h & HIGH


def deep(n, h):
    return h if n == 0 else deep(n - 1, h * 33 - n)


def generator(n):
    s = 1
    drawn = []
    for _ in range(n):
        s = (s * 6364136223846793005 + 1442695040888963407) & HIGH
        drawn.append(s >> 40)
    return drawn


def either(flag, a, b):
    x = a * b if flag else a - b
    y = ~x
    return (x << 3) & 255, y % 64, -x & 1023, (x | b) & 15, (a ^ x) % 1024, x % 1


# The whole result counts here: what needs more than 64 bits has to be noticed.
def negative_mask(a, b):
    return (a + b) & NEGATIVE


def unknown_mask(a, b):
    return (a + b) & b


def also_compared(a, b):
    c = a + b
    return c & 255 if c > 0 else c % 256 - 1000


def also_divided(a, b):
    c = a * b
    return (c & 255) + c // 1000000007


def also_shifted(a, b):
    return ((a * b) >> 1) & 255


def also_kept(a, b):
    kept = [a + b]
    return kept[0] & 255


def other_remainder(a, b):
    return (a + b) % 1000


def show(function, a, b):
    try:
        r = function(a, b)
        print(r if LOW <= r <= HIGH else "overflow")
    except:
        print("overflow")


def main():
    numbers = [0, 1, -1, 7, 10**18, -(10**18), HIGH, HIGH - 1, LOW, LOW + 1, 1 << 62]
    print([noise(i) for i in numbers])
    print([noise((5 * i + 1) & HIGH) for i in numbers])
    print([noise(5 * i + 1) for i in numbers])
    print(hash_of(numbers), hash_of([]), hash_of(range(50)), hash_of([HIGH] * 100))
    print([deep(20, i) & 0xFFFF for i in numbers])
    print(generator(20))
    print([either(i > 0, i, j) for i in numbers for j in numbers])
    small = [(3, 4), (-5, 6), (1000, -7)]
    large = [(HIGH, HIGH), (LOW, -3), (HIGH, 1), (LOW, LOW)]
    for a, b in small:
        show(negative_mask, a, b)
        show(unknown_mask, a, b)
        show(also_divided, a, b)
        show(also_shifted, a, b)
        show(also_kept, a, b)
    for a, b in small + large:
        try:
            print(also_compared(a, b) if LOW <= a + b <= HIGH else "overflow")
        except:
            print("overflow")
    for a, b in large:
        try:
            r = negative_mask(a, b)
            print(r if LOW <= r <= HIGH else "overflow")
        except:
            print("overflow")


main()
