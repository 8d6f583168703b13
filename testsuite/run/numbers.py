"""Numbers: arithmetic with Python's signs, conversions, text, formats."""
import math

for a in (7, -7, 0, 3):
    for b in (2, -2, 5):
        print(a // b, a % b, divmod(a, b), a / b, end="; ")
print()
for x in (7.5, -7.5, 0.0, -0.0):
    for y in (2.0, -0.7):
        print(x // y, x % y, x / y, end="; ")
print()
print(2 ** 10, 2 ** -1, 2.0 ** 0.5, (-2) ** 3, 10 ** 18)
print(1 << 40, -5 >> 1, 6 & 3, 6 | 3, 6 ^ 3, ~6)
print(int(3.99), int(-3.99), int("42"), int("ff", 16), int("0b101", 0), float("1e3"), float(7))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), abs(-3), abs(-2.5))
print(0.1 + 0.2, 1e16, 1e-5, 123456789.123, 1e22, 1e23, 5e-324, 1.7976931348623157e308)
print(float("inf"), -float("inf"), float("nan"), 1e400)
print(1 == 1.0, True == 1, 2 ** 53 + 1 == float(2 ** 53), 3 < 3.5, True + True)
print(math.sqrt(2), math.floor(-2.5), math.ceil(2.1), math.pi, math.e, math.inf)
print(math.sin(1.0), math.exp(1.0), math.log(10.0), math.log2(8), math.log10(1000), math.atan2(1, 2))
print(math.gcd(12, 18), math.factorial(15), math.comb(10, 3), math.isqrt(99), math.hypot(3, 4))
print(f"{3.14159:.2f}|{42:5d}|{42:<5}|{42:^5}|{42:05d}|{1234567:,}|{255:x}|{255:#b}|{0.5:%}|{1e10:g}")
print(f"{'x':>4}|{'y':<4}|{'z':^4}|{'abc':.2}|{7!r}|{'q'!r}|{3.0}|{True}|{None}")
print(hex(255), bin(5), oct(8), chr(97), ord("a"), str(12) + str(1.5))
print(min(3, 1, 2), max(2.5, 1), sum([1, 2, 3]), sum([0.1] * 10), sum([], 5))
print((12).bit_length(), (3.0).is_integer(), 7 // 2 * 2 + 7 % 2)
print(9223372036854775807, -9223372036854775808)
width = 8
print(f"{3.14159:{width}.3f}|{width=}")
