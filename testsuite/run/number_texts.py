# Numbers to text and back, formats, math.
import math

FLOATS = [0.0, -0.0, 1.0, 0.1, 1 / 3, 1e16, 1e15, 123456789.125, 5e-324, 1.7976931348623157e308,
          2.5, -1e-7, 1e22, 9.5, 2.675, math.pi, math.inf, -math.inf, math.nan, 0.00001, 12345.678]
INTS = [0, 1, -1, 42, -255, 1000, 1234567, 9223372036854775807, -9223372036854775808]
SPECS = ["", "5", "<8", ">8", "^9", "*^9", "+", " ", "08", "_", ",", "=+10"]


def texts():
    for x in FLOATS:
        print(x, repr(x), str(x), f"{x:.2f} {x:10.3f} {x:e} {x:.3E} {x:g} {x:G} {x:.0f} {x:%} {x:+.1f}")
        print(f"{x:<12}|{x:>12}|{x:^12}|{x:012.3f}|{x:,.2f}|{x:_.1f}|{x:.3}|{x:#.3g}|{x!r:>8}")
    for n in INTS:
        print(n, f"{n:d} {n:5d} {n:<8d}| {n:>8} {n:08} {n:+} {n:x} {n:#X} {n:b} {n:#o} {n:,} {n:_} {n:_x} {n:e} {n:%}")
        print(bin(n), oct(n), hex(n), float(n))
        for spec in SPECS:
            print(format(n, spec), end="|")
        print()
    print(f"{True} {True:d} {True:5} {None} {'text':>8} {'text':.2} {'text':*^9}")


def parsed():
    for s in ["12", " -7 ", "+5", "1_000", "٣", "0x1f", "", "abc", "1__0", "12.5", "9" * 18]:
        try:
            print(int(s), end=" ")
        except ValueError as e:
            print(e, end=" ")
        try:
            print(float(s))
        except ValueError as e:
            print(e)
    for space in ["\t", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u2003"]:
        for s in [space + "1", "1" + space, space + "٣"]:
            for parse in (int, float, lambda text: int(text, 16)):
                try:
                    print(repr(s), parse(s))
                except ValueError as e:
                    print(e)
    for s, base in [("ff", 16), ("0b101", 2), ("0o17", 0), ("0x_1F", 0), ("z", 36), ("12", 2)]:
        try:
            print(int(s, base))
        except ValueError as e:
            print(e)
    for s in ["inf", "-Infinity", "nan", "1e400", "1e-400", ".5", "5.", "1e5", " 2.5\n", "1_0.0_1"]:
        print(float(s))


def bad_formats():
    for spec in ["d", ".2", "q", "5.", ",_", "s"]:
        try:
            print(format(1.5, spec))
        except ValueError as e:
            print(e)
        try:
            print(format(7, spec))
        except ValueError as e:
            print(e)
        try:
            print(format("word", spec))
        except ValueError as e:
            print(e)


def arithmetic():
    for x in [7.5, -7.5, 0.3, 1e15]:
        for y in [2.0, -2.0, 0.7, math.inf]:
            print(x // y, x % y, divmod(x, y), x ** 2.0 if x < 1e10 else 0.0, round(x), round(x, 1))
    for x in [0.5, 1.5, 2.5, -0.5, 2.675, 1.005, 1234.5678]:
        print(round(x), round(x, 2), round(x, -1), int(x), x.is_integer(), x.hex())
    print(round(12345, -2), round(25, -1), round(35, -1), (255).bit_length(), (255).bit_count())
    print(pow(3, 20, 7), pow(3, -1, 7), 2 ** 10, 2.0 ** -1, 2 ** -2, 7 / 2, 10 ** 18 / 3)


def maths():
    for x in [0.5, 1.0, 2.0, 10.0, 0.001]:
        print(math.sqrt(x), math.exp(x), math.log(x), math.log2(x), math.log10(x), math.log1p(x),
              math.sin(x), math.cos(x), math.tan(x), math.atan(x), math.sinh(x), math.cosh(x),
              math.tanh(x), math.asinh(x), math.erf(x), math.erfc(x), math.gamma(x), math.lgamma(x),
              math.expm1(x), math.degrees(x), math.radians(x), math.cbrt(x), math.exp2(x))
        print(math.floor(x), math.ceil(x), math.trunc(x), math.modf(x), math.frexp(x), math.ulp(x),
              math.atan2(x, 2), math.pow(x, 3), math.fmod(x, 0.3), math.hypot(x, 2), math.hypot(x, 1, 2),
              math.copysign(x, -1), math.ldexp(x, 4), math.log(x, 3), math.isclose(x, x + 1e-12),
              math.remainder(x, 0.3), math.fabs(-x), math.nextafter(x, 3))
    print(math.asin(0.5), math.acos(0.5), math.atanh(0.5), math.acosh(2))
    print(math.factorial(20), math.comb(10, 3), math.perm(10, 3), math.gcd(12, 18), math.lcm(4, 6),
          math.isqrt(99), math.fsum([0.1] * 10), math.dist((1.0, 2.0), (4.0, 6.0)))
    print(math.pi, math.e, math.tau, math.inf, math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1))
    for x in [-1.0, 0.0, 1000.0]:
        try:
            print(math.log(x))
        except ValueError as e:
            print(e)
        try:
            print(math.sqrt(x), math.exp(x))
        except (ValueError, OverflowError) as e:
            print(e)


texts()
parsed()
bad_formats()
arithmetic()
maths()
