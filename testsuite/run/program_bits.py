def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c
print([popcount(i) for i in range(16)])
x = 0b1011
print(x | 4, x & 2, x ^ 0xF, ~x, x << 3, x >> 1, bin(x)[2:].zfill(8), f"{x:08b}")
def gray(n):
    return n ^ (n >> 1)
print([format(gray(i), "03b") for i in range(8)])
def subsets(items):
    n = len(items)
    for mask in range(1 << n):
        print([items[i] for i in range(n) if mask >> i & 1], end=" ")
    print()
subsets(["a", "b", "c"])
def crc(data):
    c = 0xFFFFFFFF
    for byte in data:
        c ^= byte
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 else c >> 1
    return c ^ 0xFFFFFFFF
print(hex(crc([ord(ch) for ch in "123456789"])), "%08X" % crc([]))
def parity(n):
    return bin(n).count("1") % 2 == 1
print([n for n in range(20) if parity(n)])
flags = {"read": 1, "write": 2, "exec": 4}
mode = flags["read"] | flags["exec"]
print([name for name, bit in flags.items() if mode & bit], int("1101", 2), 0o17, 0xff, 1_000_000)
def fnv(s):
    h = 2166136261
    for ch in s:
        h = ((h ^ ord(ch)) * 16777619) & 0xFFFFFFFF
    return h
print(fnv("hello"), fnv(""), hex(fnv("abc")))
