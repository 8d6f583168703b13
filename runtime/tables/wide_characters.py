"""Writes wide_characters.def: the code points that a terminal shows in two columns.

Run with CPython 3.11 (Unicode 14): `python3 tables/wide_characters.py > wide_characters.def`.
Unassigned code points are left out.
"""
import unicodedata

assert unicodedata.unidata_version == "14.0.0", "CPython 3.11 is needed"


def is_wide(point):
    character = chr(point)
    return (unicodedata.east_asian_width(character) in "WF"
            and unicodedata.category(character) != "Cn")


def ranges():
    first = None
    for point in range(0x110001):
        wide = point < 0x110000 and is_wide(point)
        if wide and first is None:
            first = point
        if not wide and first is not None:
            yield f"WIDE(0x{first:04X}, 0x{point - 1:04X})"
            first = None


found = list(ranges())
print("// Written by tables/wide_characters.py: code points of East Asian width W or F.")
for i in range(0, len(found), 3):
    print(" ".join(found[i:i + 3]))
