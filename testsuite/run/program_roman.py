ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
def to_roman(n):
    s = ""
    for v, r in ROMAN:
        k, n = divmod(n, v)
        s += r * k
    return s
VALS = dict(I=1, V=5, X=10, L=50, C=100, D=500, M=1000)
def from_roman(s):
    total = 0
    for a, b in zip(s, s[1:] + " "):
        v = VALS[a]
        total += -v if VALS.get(b, 0) > v else v
    return total
for n in [1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999]:
    assert from_roman(to_roman(n)) == n
    print(n, to_roman(n))
def to_base(n, b):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if n == 0:
        return "0"
    out = []
    neg = n < 0
    n = abs(n)
    while n:
        n, d = divmod(n, b)
        out.append(digits[d])
    return ("-" if neg else "") + "".join(reversed(out))
print(to_base(255, 2), to_base(-255, 16), to_base(123456, 36), int("2n9c", 36))
print(bin(10), oct(64), hex(255), f"{10:08b}", f"{255:#x}", int("0b101", 0), int("-0x1f", 16))
def is_palindrome(s):
    t = [c.lower() for c in s if c.isalnum()]
    return t == t[::-1]
print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("nope"))
def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append((s[i], j - i))
        i = j
    return out
print(rle("aaabccd"), "".join(c * n for c, n in rle("aaabccd")))
print(sorted("hello world".split(), key=len), sorted({"b": 1, "a": 2}), list(reversed("abc")))
