import string
from string import ascii_lowercase, digits
t = str.maketrans("abc", "xyz")
print("aabbcc-d".translate(t), t)
t = str.maketrans("ab", "cd", "xyz")
print("axbyz".translate(t), sorted(t))
print("hello".translate({ord("l"): "L", ord("o"): None, 104: 72}))
print("hello".translate(str.maketrans({"h": "J", "e": None})))
print(string.ascii_uppercase, digits, ascii_lowercase[:5], repr(string.whitespace), string.punctuation)
s = slice(1, 3)
print([1, 2, 3, 4][s], "hello"[slice(None, None, -1)], "hello"[slice(2)])
xs = [1, 2]
xs += xs
xs.extend(xs)
print(xs)



print(sorted([("b", 2), ("a", 2), ("c", 1)], key=lambda p: (p[1], p[0])))
print(3 in range(0, 10, 3), 4 in range(0, 10, 3), 2.0 in range(3), "a" in {"a": 1}.keys(), 1 in {"a": 1}.values(), ("a", 1) in {"a": 1}.items())
a = {"x": 1, "y": 2}
b = {"y": 2, "z": 3}
print(a.keys() & b.keys(), sorted(a.keys() | b.keys()), a.keys() - b.keys(), a.items() & b.items() if False else "")
print(a.items() == {"y": 2, "x": 1}.items(), a.keys() == {"x", "y"})
print({1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2}, {1, 2} <= {1, 2}, {1, 2}.isdisjoint({3}))
print("Straße".casefold(), "a\tb".expandtabs(4), "a=b=c".partition("="), "a=b=c".rpartition("="), "a b c".rsplit(" ", 1), "42".zfill(5), "x".center(5, "*"), "abc".isidentifier(), "1a".isidentifier())
print("abc".startswith(("x", "a")), "hello world".title(), "Hello".swapcase(), "x,y,,z".split(","), " a  b ".split(), "a\nb\r\nc".splitlines(), "aXbX".replace("X", "-", 1))
print("abc".encode if False else "ok", "abc".removeprefix("a"), "abc".removesuffix("c"), "abcabc".rfind("b"), "abcabc".rindex("c"), "%", "aaa".count("a", 1))
print("é".isalpha(), "٣".isdigit(), "½".isnumeric(), " ".isspace(), "A1".isalnum(), "abc".islower(), "ABC".isupper(), "Abc Def".istitle(), "abc".isascii(), "a b".isprintable())
print(list("abc"), tuple("ab"), sorted("hello", reverse=True), "".join(sorted("hello")), "-".join(["a"]), "".join([]))
for i, ch in enumerate("ab", start=1): print(i, ch, end=";")
print()
print(list(map(str.strip, [" a ", "b "])), sorted(["B", "a"], key=str.lower), list(map(len, ["a", "bb"])), max(["a", "bbb"], key=len))
print(list(filter(None, [0, 1, "", "a", [], [1]])), list(filter(str.isdigit, ["1", "a"])), sum([[1], [2]], []), any([]), all([]))
print([*range(3), *[4, 5]], {**a, **b}, (*"ab", 1), [*{1: 2}])
first, *rest = [1, 2, 3]
*init, last = "abc"
print(first, rest, init, last)
print(int("  42  "), int("-7"), float("1e-3"), float("inf"), int(3.99), int("ff", 16), bool("False"), str(1.0), repr("it's"), repr('a"b'), complex if False else "")
