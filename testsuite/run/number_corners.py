import math
import sys

# arithmetic corner cases
def tryit(f):
    try:
        return f()
    except ZeroDivisionError as e:
        return f"Z {e}"
    except OverflowError as e:
        return "O"
    except ValueError as e:
        return f"V {e}"

vals = [-9223372036854775807 - 1, -7, -2, -1, 0, 1, 2, 7, 9223372036854775807]
small = [-7, -3, -2, -1, 0, 1, 2, 3, 8, 64, 70]
for a in small:
    for b in small:
        print(a, b, tryit(lambda: a // b), tryit(lambda: a % b), tryit(lambda: a / b), tryit(lambda: divmod(a, b)), tryit(lambda: a >> b), tryit(lambda: a & b), a | b, a ^ b, a < b, a == b)
for a in small:
    print(a, a // 8, a % 8, a // -8, a % -8, a // 3, a % 3, a // 1, a % 1, -a, ~a, abs(a), a // 64, a % -1, a // -1)
for a in vals:
    print(a, a // 7, a % 7, a // 8, a % 8, a % -1, a / 3, a >> 5, a >> 63, float(a))
fl = [-7.5, -2.0, -0.0, 0.0, 1.5, 2.0, 1e300, math.inf, -math.inf]
for a in fl:
    for b in fl:
        print(a, b, tryit(lambda: a // b), tryit(lambda: a % b), tryit(lambda: a / b), tryit(lambda: divmod(a, b)), a < b, a <= b, a == b, a != b, max(a, b), min(a, b))
for a in vals:
    for b in [9.223372036854775e18, 9.223372036854776e18, -9.223372036854776e18, 0.5, 7.0, math.nan, math.inf]:
        print(a, b, a < b, a <= b, a == b, a != b, a > b, a >= b, b < a, b == a, b >= a)
for f in [1.5, -1.5, 0.0, 1e18, -9.223372036854775808e18, math.inf, math.nan]:
    print(f, tryit(lambda: int(f)), tryit(lambda: math.floor(f)), tryit(lambda: math.ceil(f)), tryit(lambda: round(f)), tryit(lambda: math.sqrt(f)))
for n in range(8):
    print(1 << n, 3 ** n, 2.0 ** n, (-2) ** n, 10 ** n, n ** 2)
print(tryit(lambda: 1 << -1), tryit(lambda: 1 >> -1), 0 << 100, 5 >> 100, -5 >> 100)
print(True + True, True & False, True | False, True ^ True, not 0, not 1.5, -True, ~True, True / 2)
for r in [range(5), range(5, 0, -1), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 5), range(3, 0)]:
    print(len(r), list(r), list(reversed(r)), 3 in r, 4 in r, [x * x for x in r], sum(r), bool(r))
print(range(10)[3], range(10)[-1], range(10, 0, -2)[1])
big = 9223372036854775807
print([i for i in range(big - 2, big)], [i for i in range(big - 5, big, 3)], [i for i in range(-big, -big - 1, -1)])
