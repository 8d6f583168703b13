# Every method and operator of str, on ASCII, Latin-1, BMP and astral text.
import sys

TEXTS = ["", "a", "Hello World", "  pad\t\n", "a,b,,c", "ß straße ÄÖ", "Σίσυφος ΟΔΟΣ", "日本語 テスト",
         "x\U0001f600y\U00010400", "123", "٣४", "½²", "line\nbreak\r\nend\x0b", "ǆ ǅ Ǆ", "it's \"q\"\\",
         "\x00\x7f\x80\xa0", "tab\tto\tcolumn", "-42", "+7", "Title Case Here", "snake_case1"]
PARTS = ["", "a", "l", ",", "ß", "日", "\U0001f600", "o W", "\n"]


def questions(s):
    print(s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(),
          s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())


def changes(s):
    print([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()])
    print([s.strip(), s.lstrip(), s.rstrip(), s.strip("a l"), s.lstrip("ß+"), s.rstrip("c\n")])
    print([s.center(9), s.center(10, "*"), s.ljust(8, "日"), s.rjust(8), s.zfill(6), s.expandtabs(),
           s.expandtabs(3)])
    print([s[::2], s[::-1], s[1:], s[:-1], s[-3:9:2], s[5:1:-1]])
    print(repr(s), ascii(s), len(s), bool(s), s * 2, 2 * s, s + "é", "é" + s)


def pieces(s):
    print(s.split(), s.split(None, 1), s.rsplit(None, 1), s.splitlines(), s.splitlines(True))
    for c in s:
        print(ord(c), c.isalpha(), c.isdigit(), c.isspace(), c.isupper(), c.islower(), c.isalnum(),
              c.isdecimal(), c.isnumeric(), c < "b", c >= "b", c == "a", c in "abc", repr(c), end="; ")
    print()


def searches(s, part):
    print(s.find(part), s.rfind(part), s.count(part), s.find(part, 2), s.rfind(part, 1, -1),
          s.count(part, 1), s.startswith(part), s.endswith(part), s.startswith(part, 1),
          part in s, part not in s, s == part, s != part, s < part, s <= part, s > part, s >= part)
    print([s.replace(part, "<>"), s.replace(part, "", 1), s.removeprefix(part), s.removesuffix(part)])
    try:
        print(s.index(part), s.rindex(part))
        print(s.split(part), s.rsplit(part, 1), s.partition(part), s.rpartition(part))
    except ValueError as e:
        print(e)


def joined():
    words = ["a", "bc", "ß", "日"]
    print("".join(words), "-".join(words), ", ".join([]), "x".join(["only"]))
    print("".join(c for c in "hello" if c != "l"), "日".join([c for c in "abc"]))
    text = ""
    for i in range(300):
        text += chr(60 + i)
        text += str(i)
    print(text, len(text))


for s in TEXTS:
    questions(s)
    changes(s)
    pieces(s)
    for part in PARTS:
        searches(s, part)
joined()
print(chr(65), chr(0x1f600), ord("日"))
for bad in [-1, 0x110000]:
    try:
        print(chr(bad))
    except ValueError as e:
        print(e)
try:
    print("abc"[3])
except IndexError as e:
    print(e)
try:
    print(ord(TEXTS[2]))
except TypeError as e:
    print(e)
print("abc"[-1], "abc"[0], TEXTS[8][1])
