# Short and long strings take different ways through the runtime: both, at their edges.
def cases():
    out = []
    for n in range(20):
        for c in ("a", "Z", "1", " ", "é", "ß", "日", "\U0001F600", "\x7f", "\x00", "\x1f", "@", "[", "`", "{"):
            out.append(c * n)
            out.append("aB" * (n // 2) + c)
            out.append(c + "Xy z" * n)
    return out

def changes():
    total = 0
    for s in cases():
        made = (s.lower(), s.upper(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), repr(s),
                s.expandtabs(), s.strip(), s.strip("aZ "), s.lstrip("@1"), s.rstrip())
        back = "|".join(made)
        if len(s) in (0, 1, 2, 7, 8, 9, 15, 16, 17):
            print(ascii(back))
        total += len(back)
    print(total)

def words():
    for text in ("", " ", "a", "ab cd", "  ab\tcd\n", "abcdefg hijklmno pqrstuvwx yzabcdefghijklmnopq",
                 "a\x00b c\x01d", "\x1ca\x1db\x1ec\x1fd e", "x" * 40, " " * 20 + "y", "é b\u3000日 c",
                 "aaaaaaa\x00bbbbbbb cc", "\x00 \x00\x00\x00\x00\x00\x00\x00\x00 z"):
        print([ascii(w) for w in text.split()], end=" ")
        for w in text.split():
            print(len(w), w == w.strip(), end=" ")
        print()

def parts():
    s = "0123456789abcdefghijklmnop"
    for i in range(len(s) + 1):
        print("".join([s[i:j] + "," for j in range(i, min(i + 10, len(s) + 1))]), end=";")
    print()
    keys = {s[i:j] for i in range(len(s)) for j in range(i, len(s) + 1)}
    print(len(keys), s[3:10] in keys, s[3:11] in keys, "" in keys, s[3:3 + 7] + "x" in keys)

def searches():
    text = "abracadabra " * 3
    for part in ("a", "ab", "abra", "cad", "x", "", " ", "abracadabra ", "ra a", "a" * 40, "é", "日"):
        print(text.count(part), text.find(part), text.rfind(part), text.replace(part, "<>")[:50],
              text.replace(part, "", 2)[:20], text.count(part, 5, -3), part in text, end="; ")
    print()
    long = "ab" * 500 + "abc" + "ab" * 500
    print(long.find("abc"), long.count("ba"), long.count("b"), long.find("bab", 900), long.find("c", 1003))
    wide = "日本語日本語" * 3 + "a"
    print(wide.count("日"), wide.count("本語"), wide.find("語日"), wide.replace("本", "x").replace("日", ""))
    latin = "éàé" * 5
    print(latin.count("é"), latin.replace("é", "e"), latin.replace("à", ""), latin.count("à\u0100"))

def joined():
    for n in (0, 1, 2, 3, 9):
        for sep in ("", ",", ", ", "é", "日"):
            print(sep.join(["ab" * k for k in range(n)]), "xyz"[:n % 4] * n, ("é" + "b" * n) * 2, end=" ")
    print()

def lines():
    for text in ("", "a", "a\n", "\n\n", "abcdefgh\nabcdefghi\r\nx\ry", "a\x0bb\x0cc\x1cd\x85e\u2028f", "x" * 30 + "\n" + "y" * 31):
        print([ascii(l) for l in text.splitlines()], [ascii(l) for l in text.splitlines(True)], [ascii(l) for l in text.split("\n")])
        for line in text.splitlines():
            print(len(line), end=" ")
        print()

def used_up(n):
    # More text than what is given back at once while it is walked.
    row = "a line of text, number "
    total = 0
    for line in "\n".join([row + str(i) for i in range(n)]).splitlines():
        total += len(line)
    words = 0
    for word in "".join([row + str(i) + " " for i in range(n)]).split():
        words += len(word)
    for piece in ",".join([row + str(i) for i in range(n)]).split(","):
        words += len(piece)
    text = "\n".join([row + str(i) for i in range(n)])
    kept = 0
    for line in text.split("\n"):
        kept += len(line)
    print(total, words, kept, len(text), text.count("9"), text[:30], text[-10:])
    for line in ("x" * 9000000).split("\n"):
        print(len(line), line[5000000:5000003])

changes()
words()
parts()
searches()
joined()
lines()
used_up(300000)
