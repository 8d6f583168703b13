"""Compares the runtime's functions with CPython 3.11 on random and on hard values.

usage: compare_runtime.py DRIVER [--seed N] [--cases N] [--all-code-points]

DRIVER is the program made of runtime_driver.c. Ends with status 1 if any answer differs.
"""
import argparse
import math
import random
import struct
import subprocess
import sys
import traceback

# ---- The driver's language ------------------------------------------------------------


def put(value):
    if value is None:
        return "-"
    if isinstance(value, bool):
        return f"b{int(value)}"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return "f%016x" % struct.unpack("<Q", struct.pack("<d", value))
    if isinstance(value, str):
        return "s" + ",".join(f"{ord(c):x}" for c in value)
    if isinstance(value, Floats):
        return "l" + ",".join(put(x)[1:] for x in value)
    if isinstance(value, (list, tuple)):
        return "[" + " ".join(put(item) for item in value) + "]"
    if isinstance(value, BaseException):
        return f"!{type(value).__name__} {put(str(value))}"
    raise TypeError(value)


class Floats(list):
    pass


NAN = put(math.nan)[:4]


def same(expected, answer, line):
    if expected == answer:
        return True
    # What needs more than 64 bits is refused here.
    if answer.startswith("!OverflowError s69,6e,74,20,72,65,73,75,6c,74"):
        return line.startswith("rt_str_percent") or expected.startswith(("i", "[")) and any(
            len(word.strip("[]i-")) > 18 for word in expected.split())
    if answer.startswith("!NotImplementedError"):
        return expected in ("complex", put(OverflowError("complex exponentiation")))
    return (expected.startswith(("f7ff8", "ffff8")) and answer.startswith(("f7ff8", "ffff8")))


class Session:
    def __init__(self, driver):
        self.driver, self.lines, self.expected = driver, [], []

    def ask(self, name, function, *arguments, send=None):
        try:
            expected = function(*arguments)
            expected = "complex" if isinstance(expected, complex) else put(expected)
        except Exception as error:
            expected = put(error)
        words = [name] + [put(a) for a in (arguments if send is None else send)]
        self.lines.append(" ".join(words))
        self.expected.append(expected)

    def finish(self):
        result = subprocess.run([self.driver], input="\n".join(self.lines) + "\n",
                                stdout=subprocess.PIPE, text=True)
        answers = result.stdout.split("\n")
        wrong = 0
        for line, expected, answer in zip(self.lines, self.expected, answers):
            if not same(expected, answer, line):
                wrong += 1
                if wrong <= 40:
                    print(f"{readable(line)}\n    python3 {readable(expected)}"
                          f"\n    runtime {readable(answer)}")
        if result.returncode != 0 or len(answers) != len(self.lines) + 1:
            print(f"driver: status {result.returncode}, {len(answers) - 1} answers of "
                  f"{len(self.lines)}")
            wrong += 1
        print(f"{len(self.lines)} calls, {wrong} differ")
        return wrong


def readable(line):
    words = []
    for word in line.split(" "):
        inner = word.strip("[]")
        try:
            if inner[:1] == "s" and (len(inner) > 1 or inner == "s"):
                text = "".join(chr(int(c, 16)) for c in inner[1:].split(",") if c)
                word = word.replace(inner, ascii(text))
            elif inner[:1] == "f" and len(inner) == 17:
                word = word.replace(inner, repr(struct.unpack(
                    "<d", struct.pack("<Q", int(inner[1:], 16)))[0]))
        except (ValueError, OverflowError):
            pass
        words.append(word)
    return " ".join(words)


# ---- Values ---------------------------------------------------------------------------

ALPHABETS = [
    "abcABC xyz", "ab", "a ", " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0", "0123456789+-_.eE",
    "äöüßÄÖÜµÿªº", "éa b\xa0", "ΑΒΓΣσςάΐ", "абвАБВ", "ǄǅǆΐʼnﬁﬀİıſK", "日本語テスト",
    "٠١٢٣५६७²③Ⅷ½", "\U0001f600a\U00010400\U00010428b", "\u0345\u0300\u00adA'\u2019", "'\"\\\n\x00\x7f\x80",
    "\ud800\udfffa", "\u2028\u2029\u3000 a", "\u1e9e\u01c5\u1f88\u1fb3",
]


def text(rng, longest=12):
    alphabet = rng.choice(ALPHABETS)
    if rng.random() < 0.3:
        alphabet += rng.choice(ALPHABETS)
    if rng.random() < 0.05:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(4)))
    return "".join(rng.choice(alphabet) for _ in range(rng.randrange(longest)))


def part(rng, whole):
    if whole and rng.random() < 0.7:
        i = rng.randrange(len(whole))
        return whole[i:i + rng.randrange(4)]
    return text(rng, 4)


def position(rng):
    return rng.choice([0, 1, -1, 2, -2, 3, 5, -5, 20, -20, 2**63 - 1, -2**63])


HARD_INTS = [0, 1, -1, 2, -2, 7, 10, -10, 99, 100, 255, 256, 1000, -1000, 2**31, -2**31, 2**32,
             2**53, 2**53 + 1, -2**53 - 1, 2**61 - 1, 2**61 - 2, 2**62, 2**63 - 1, -2**63,
             2**63 - 2, -2**63 + 1, 10**18, 999999999999999999]


def integer(rng):
    if rng.random() < 0.4:
        return rng.choice(HARD_INTS)
    size = rng.choice([8, 16, 40, 63])
    return rng.randrange(-2**size, 2**size)


HARD_FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.1, 0.2, 0.3, 1 / 3, 2 / 3, 1e15, 1e16, 1e17,
               123456789012345680.0, 1e22, 1e23, 1e100, 1e308, 1.7976931348623157e308, 5e-324,
               2.2250738585072014e-308, 2.225073858507201e-308, 1e-5, 1e-4, 0.0001234, 9.5, 0.05,
               2.675, 1.005, 1e-7, 4.35, 0.285, 2.0**-44, 2.0**53, 2.0**63, -2.0**63, 2.0**64,
               9007199254740993.0, 5.684341886080802e-14, 9.5367431640625e-07, 8.41e21, 2.0**-1022,
               999999.5, 9999999.5, 99.95, 0.95, 5e15, 4503599627370497.5, math.pi, math.e,
               math.inf, -math.inf, math.nan, 1e-320, 123456.789, 1e9 + 0.5, 33554432.5]


def number(rng):
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(HARD_FLOATS)
    if kind < 0.45:
        return struct.unpack("<d", struct.pack("<Q", rng.getrandbits(64)))[0]
    if kind < 0.6:
        return round(rng.uniform(-1000, 1000), rng.randrange(6))
    if kind < 0.7:
        return 2.0 ** rng.randrange(-1074, 1024)
    if kind < 0.8:
        return float(integer(rng))
    return rng.uniform(-10, 10) * 10.0 ** rng.randrange(-12, 12)


# ---- Strings --------------------------------------------------------------------------

PLAIN = "upper lower title capitalize swapcase casefold".split()
QUESTIONS = ("isalpha isdigit isdecimal isnumeric isalnum isspace isupper islower istitle "
             "isidentifier isprintable isascii").split()


def ask_strings(session, rng):
    s = text(rng)
    p, q = part(rng, s), part(rng, s)
    ask = session.ask
    for name in PLAIN:
        ask(f"rt_str_{name}", getattr(str, name), s)
    for name in QUESTIONS:
        ask(f"rt_str_{name}", getattr(str, name), s)
    ask("rt_str_repr", repr, s)
    ask("rt_str_ascii", ascii, s)
    ask("rt_str_concat", str.__add__, s, p)
    characters = rng.choice([None, p, text(rng, 3)])
    for name in ("strip", "lstrip", "rstrip"):
        ask(f"rt_str_{name}", getattr(str, name), s, characters)
    for name in ("removeprefix", "removesuffix", "partition", "rpartition"):
        ask(f"rt_str_{name}", getattr(str, name), s, p)
    ask("rt_str_repeat", str.__mul__, s, rng.randrange(-1, 4))
    ask("rt_str_zfill", str.zfill, rng.choice(["", "+", "-"]) + s, rng.randrange(-2, 20))
    ask("rt_str_expandtabs", str.expandtabs, s + "\t" + p, rng.choice([8, 4, 1, 0, -1]))
    fill = rng.choice([" ", "*", "é", "日", "\U0001f600", "", "ab"])
    for name in ("center", "ljust", "rjust"):
        ask(f"rt_str_{name}", getattr(str, name), s, rng.randrange(-2, 18), fill)
    ask("rt_str_replace", str.replace, s, p, q, rng.choice([-1, -1, 0, 1, 2]))
    most = rng.choice([-1, -1, 0, 1, 2])
    for name in ("split", "rsplit"):
        ask(f"rt_str_{name}", getattr(str, name), s, rng.choice([None, p, p]), most)
    ask("rt_str_splitlines", str.splitlines, s, rng.random() < 0.5)
    for name, method in (("find", "find"), ("rfind", "rfind"), ("index_of", "index"),
                         ("rindex_of", "rindex"), ("count", "count"),
                         ("startswith", "startswith"), ("endswith", "endswith")):
        start, stop = rng.choice([(0, 2**63 - 1), (position(rng), position(rng))])
        ask(f"rt_str_{name}", getattr(str, method), s, p, start, stop)
    ask("rt_str_contains", str.__contains__, s, p)
    ask("rt_str_equal", str.__eq__, s, q)
    ask("rt_str_compare", lambda a, b: (a > b) - (a < b), s, q)
    ask_slice(session, rng, s)


def ask_slice(session, rng, s):
    bounds = [rng.choice([None, position(rng)]) for _ in range(2)]
    step = rng.choice([1, 1, 2, -1, -2, 3, 0, 2**63 - 1, -2**63])
    absent = (bounds[0] is None) + 2 * (bounds[1] is None)
    send = [s, bounds[0] or 0, bounds[1] or 0, step, absent]
    session.ask("rt_str_slice", lambda: s[bounds[0]:bounds[1]:step], send=send)


def ask_code_points(session, points):
    for point in points:
        c = chr(point)
        for name in QUESTIONS:
            session.ask(f"rt_str_{name}", getattr(str, name), c)
        for name in QUESTIONS[:8]:
            session.ask(f"rt_char_{name}", getattr(str, name), c, send=[point])
        # Both cases, and what stands before and after a letter.
        session.ask("rt_str_swapcase", str.swapcase, c)
        session.ask("rt_str_casefold", str.casefold, c)
        session.ask("rt_str_title", str.title, c + "a" + c + "\u03a3" + c)
        session.ask("rt_str_upper", str.upper, c)
        session.ask("rt_str_lower", str.lower, "A" + c + "\u03a3" + c)
        session.ask("rt_str_isidentifier", str.isidentifier, "a" + c)


# ---- Numbers and text -----------------------------------------------------------------


def number_text(rng):
    kind = rng.random()
    if kind < 0.3:
        s = repr(number(rng))
    elif kind < 0.6:
        s = str(integer(rng))
    else:
        s = "".join(rng.choice("0123456789_.eE+-xXobB aAfFinty٣\u00a0") for _ in range(rng.randrange(9)))
    if rng.random() < 0.2:
        s = rng.choice([" ", "\t", "\u3000", ""]) + s + rng.choice(["\n", " ", "_", "x"])
    if rng.random() < 0.1:
        s = rng.choice(["inf", "-Infinity", "+nan", "NaN", "infinit", "1_000", "1__0", "_1", "1_",
                        "0x_f", "0b101", "0o17", "0xfF", "-0x10", "1e400", "1e-400", "1_0.0_1e1_0",
                        "9" * 25, "0." + "0" * 30 + "123", "1" + "0" * 40, ".", "e5", "1.e5", ".5",
                        "0_0", "00", "01", "-0", "1.7976931348623159e308",
                        "2.2250738585072011e-308", "9007199254740993", "179769313486231580793e289"])
    return s


def ask_texts(session, rng):
    ask = session.ask
    i, x, s = integer(rng), number(rng), number_text(rng)
    ask("rt_int_str", str, i)
    ask("rt_int_bin", bin, i)
    ask("rt_int_oct", oct, i)
    ask("rt_int_hex", hex, i)
    ask("rt_float_str", repr, x)
    ask("rt_float_hex", float.hex, x)
    ask("rt_int_parse", int, s)
    ask("rt_int_parse_base", int, s, rng.choice([0, 2, 8, 10, 16, 36, 7, 1, 37]))
    ask("rt_float_parse", float, s)
    ask("rt_float_parse", float, repr(x))
    ask("rt_float_fromhex", float.fromhex, rng.choice([x.hex(), s, "0x" + s, "-0x.8p3", "0x1p1024"]))


def specification(rng):
    out = rng.choice(["", "", "", "<", ">", "^", "=", "*<", "*>", "é^", "0=", "x="])
    out += rng.choice(["", "", "", "+", "-", " "])
    out += rng.choice([""] * 8 + ["z"])
    out += rng.choice(["", "", "", "#"])
    out += rng.choice(["", "", "", "0"])
    out += rng.choice(["", "", "5", "12", "1", "20", "4", "6", "7", "8"])
    out += rng.choice(["", "", "", ",", "_", ",_"])
    out += rng.choice(["", "", "", ".2", ".0", ".10", ".", ".1", ".20", ".3"])
    out += rng.choice([""] + list("bcdeEfFgGnosxX%sq") + ["ff", "\u20ac"])
    return out


def percent_specification(rng):
    return ("%" + "".join(rng.choice("-+ #0") for _ in range(rng.randrange(3)))
            + rng.choice(["", "", "5", "12", "3", "*"]) + rng.choice(["", "", ".3", ".0", ".", ".*"])
            + rng.choice("diuxXoeEfFgGcrsa%%dfsq"))


def ask_formats(session, rng):
    ask = session.ask
    spec, i, x, s = specification(rng), integer(rng), number(rng), text(rng, 8)
    ask("rt_format_int", format, i, spec)
    ask("rt_format_float", format, x, spec)
    ask("rt_format_float", format, x, f".{rng.randrange(12)}f")
    ask("rt_format_bool", format, rng.random() < 0.5, spec)
    ask("rt_format_str", format, s, spec)
    template = percent_specification(rng) + rng.choice(["", "x", " " + percent_specification(rng)])
    choices = [x, s, 3, -9, 40] if "*" in template else [i, x, s, "a", 65, 3]
    arguments = tuple(rng.choice(choices) for _ in range(rng.randrange(4)))
    ask("rt_str_percent", lambda: template % arguments, send=[template, *arguments])


# ---- Tracebacks -----------------------------------------------------------------------


def expression(rng, depth=3):
    kind = rng.random() if depth else 1
    inner = lambda: expression(rng, depth - 1)  # noqa: E731
    blank = rng.choice(["", " ", "  "])
    if kind < 0.4:
        operator = rng.choice("+ - * / // % ** @ << >> & | ^".split())
        return inner() + blank + operator + rng.choice(["", " "]) + inner()
    if kind < 0.5:
        return "(" + blank + inner() + blank + ")"
    if kind < 0.6:
        return rng.choice(["a", "f(x)", "a.b"]) + blank + "[" + blank + inner() + blank + "]"
    if kind < 0.65:
        return inner() + rng.choice([" < ", " and ", " in ", ", ", " if a else ", " or "]) + inner()
    if kind < 0.7:
        return rng.choice("-~+") + inner()
    if kind < 0.75:
        return f"f({inner()}, k=({inner()}))"
    if kind < 0.8:
        return rng.choice([f"a[{inner()}, {inner()}]", f"a[{inner()}:]", f"[{inner()}][0]",
                           f"({inner()},)[i]", f"a[({inner()})]", f"a[{inner()}, ]"])
    return rng.choice(["a", "bc", "1", "2.5e-3", "'+['", '"a]"', "x.y", "f(1)", "()", "r'\\'",
                       "1e5", "0x1F", "f'{a}'", "(a if b else c)", "[i for i in x]"])


def carets(text):
    try:
        anchors = traceback._extract_caret_anchors_from_line_segment(text)
    except SyntaxError:
        anchors = None
    return [anchors.left_end_offset, anchors.right_start_offset] if anchors else []


def ask_tracebacks(session, rng):
    for _ in range(10):
        session.ask("rt_carets_anchor", carets, expression(rng))


# ---- Arithmetic -----------------------------------------------------------------------

UNARY = ("sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh "
         "asinh acosh atanh erf erfc gamma lgamma degrees radians fabs ulp isnan isinf isfinite "
         "floor ceil modf frexp").split()


def compare(a, b):
    return 2 if b != b else (a > b) - (a < b)


def power(a, b):
    return a ** b if b < 0 or abs(a) < 2 or b * abs(a).bit_length() < 20000 else 2**200


def ask_arithmetic(session, rng):
    ask = session.ask
    a, b, x, y = integer(rng), integer(rng), number(rng), number(rng)
    small = rng.randrange(-3, 70)
    ask("rt_int_truediv", lambda a, b: a / b, a, b)
    ask("rt_int_pow", power, rng.choice([a, small]), abs(small))
    ask("rt_int_pow_float", lambda a, b: a ** b, a, -1 - abs(small))
    ask("rt_int_pow_mod", pow, a, rng.choice([b, small]), rng.choice([a, b, small]))
    ask("rt_int_round", round, a, rng.choice([small, -1, -2, -3, -18, -19, -20]))
    ask("rt_int_bit_length", int.bit_length, a)
    ask("rt_int_bit_count", int.bit_count, a)
    ask("rt_int_hash", hash, a)
    if x == x:
        ask("rt_float_hash", hash, x)
    ask("rt_int_float_compare", compare, a, rng.choice([x, float(a), float(a) + 1, float(a) - 1]))
    ask("rt_float_floordiv", lambda x, y: x // y, x, y)
    ask("rt_float_mod", lambda x, y: x % y, x, y)
    ask("rt_float_divmod", divmod, x, y)
    ask("rt_float_pow", lambda x, y: x ** y, x, rng.choice([y, float(small), 0.5, -1.5]))
    ask("rt_float_round", round, x)
    ask("rt_float_round_digits", round, x, rng.choice([0, 1, 2, 3, 15, 22, -1, -2, -5, 400, -400, -15, -16, -308, small]))
    ask("rt_float_to_int", int, x)
    ask("rt_float_is_integer", float.is_integer, x)
    ask("rt_float_as_integer_ratio", float.as_integer_ratio, x)
    for name in UNARY:
        ask(f"rt_math_{name}", getattr(math, name), rng.choice([x, x, x % 1.0, x % 30.0, -x % 3.0]))
    for name in "atan2 pow fmod remainder hypot copysign nextafter".split():
        ask(f"rt_math_{name}", getattr(math, name), x, y)
    z = number(rng)
    ask("rt_math_hypot3", math.hypot, x, y, z)
    near = [v % 10 for v in (x, y, z)]
    ask("rt_math_hypot", math.hypot, *near[:2])
    ask("rt_math_hypot3", math.hypot, *near)
    ask("rt_math_ldexp", math.ldexp, x, rng.choice([small, -small, 2000, -2000, a]))
    ask("rt_math_log_base", math.log, x, rng.choice([y, 2.0, 10.0, 1.0, 0.0]))
    ask("rt_math_isclose", lambda x, y, r, t: math.isclose(x, y, rel_tol=r, abs_tol=t), x,
        rng.choice([y, x * (1 + 1e-9), x + 1e-10]), rng.choice([1e-9, 0.0, -1.0]), rng.choice([0.0, 1e-9]))
    xs = Floats(number(rng) for _ in range(rng.randrange(12)))
    ask("rt_math_fsum", math.fsum, xs)
    ask("rt_math_dist", math.dist, xs, Floats(number(rng) for _ in xs))
    for name in "factorial isqrt".split():
        ask(f"rt_math_{name}", getattr(math, name), rng.choice([small] if name == "factorial" else [a, small]))
    for name in "comb perm".split():
        ask(f"rt_math_{name}", getattr(math, name), small, rng.randrange(-1, 40))
    for name in "gcd lcm".split():
        ask(f"rt_math_{name}", getattr(math, name), a, rng.choice([b, small]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--all-code-points", action="store_true")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    wrong = 0
    if options.all_code_points:
        for start in range(0, 0x110000, 0x4000):
            session = Session(options.driver)
            ask_code_points(session, range(start, start + 0x4000))
            wrong += session.finish()
    rng = random.Random(options.seed)
    for ask in (ask_strings, ask_texts, ask_formats, ask_tracebacks, ask_arithmetic):
        session = Session(options.driver)
        for _ in range(options.cases):
            ask(session, rng)
        print(ask.__name__, end=": ")
        wrong += session.finish()
    sys.exit(wrong != 0)


main()
