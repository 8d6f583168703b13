"""Writes unicode_tables.def: the properties of code points that str's methods need.

Run with CPython 3.11 (Unicode 14): `python3 tables/unicode_tables.py > unicode_tables.def`.
The interpreter itself is asked for each property, so the tables agree with it.
"""
import sys
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "CPython 3.11 is needed"

FLAGS = [
    ("ALPHA", str.isalpha), ("DECIMAL", str.isdecimal), ("DIGIT", str.isdigit),
    ("NUMERIC", str.isnumeric), ("LOWER", str.islower), ("UPPER", str.isupper),
    ("TITLE", lambda c: unicodedata.category(c) == "Lt"), ("SPACE", str.isspace),
    ("PRINTABLE", str.isprintable), ("ID_START", str.isidentifier),
    ("ID_CONTINUE", lambda c: ("a" + c).isidentifier()),
    ("CASED", lambda c: (c + "a").title()[-1] == "a"),
    # A final sigma looks at the nearest character that is not ignorable.
    ("IGNORABLE", lambda c: ("A" + c + "\u03a3").lower()[-1] == "\u03c2"
     and ("1" + c + "\u03a3").lower()[-1] != "\u03c2"),
]
CASES = [("UPPER", str.upper), ("LOWER", str.lower), ("TITLE", str.title),
         ("FOLD", str.casefold)]


def delta(c, mapped):
    return ord(mapped) - ord(c) if len(mapped) == 1 else 0


def record(c, specials):
    flags = sum(1 << i for i, (_, has) in enumerate(FLAGS) if has(c))
    upper, lower, title = (delta(c, f(c)) for _, f in CASES[:3])
    for name, function in CASES:
        mapped = function(c)
        expected = chr(ord(c) + lower) if name == "FOLD" else mapped
        if len(mapped) != 1 or mapped != expected:
            specials.append((ord(c), name, mapped))
            flags |= 1 << len(FLAGS)
    return flags, upper, lower, title


def rows(items, per_line):
    for i in range(0, len(items), per_line):
        yield "    " + ", ".join(items[i:i + per_line]) + ","


def main():
    specials, records, runs = [], {}, []
    last = None
    for point in range(0x110000):
        number = records.setdefault(record(chr(point), specials), len(records))
        if number != last:
            runs.append(point << 10 | number)
            last = number
    assert len(records) < 1024
    out = ["// Written by tables/unicode_tables.py from CPython 3.11 (Unicode 14). Do not edit.",
           "// Flags and kinds are those of unicode.h.", ""]
    out.append("// What code points have in common: flags; distances to the upper, lower and")
    out.append("// title case.")
    out += ["static const struct {", "    uint16_t flags;", "    int32_t cases[3];",
            "} unicode_records[] = {"]
    out += rows([f"{{{r[0]:#06x}, {{{r[1]}, {r[2]}, {r[3]}}}}}" for r in records], 3)
    out += ["};", "", "// First code point of a run << 10 | number of its record.",
            "static const uint32_t unicode_runs[] = {"]
    out += rows([f"{r:#x}" for r in runs], 8)
    out += ["};", "", "// Case mappings that are no distance; unused places are 0.",
            "static const struct {", "    uint32_t point;", "    uint8_t kind;",
            "    uint16_t mapped[3];", "} unicode_specials[] = {"]
    kinds = [name for name, _ in CASES]
    texts = []
    for point, name, mapped in sorted(specials, key=lambda s: (s[0], kinds.index(s[1]))):
        assert all(ord(c) < 0x10000 for c in mapped) and len(mapped) <= 3
        codes = ", ".join(f"{ord(c):#x}" for c in mapped)
        texts.append(f"{{{point:#x}, {kinds.index(name)}, {{{codes}}}}}")
    out += rows(texts, 3)
    out += ["};"]
    sys.stdout.write("\n".join(out) + "\n")


main()
