d = {"a": 3, "b": 7, "c": 5}
print(max(d, key=d.get), sorted(d, key=d.get, reverse=True), list(map(d.get, "abz")))
xs = [3, 1, 2, 3]
print(max(set(xs), key=xs.count), sorted(xs, key=xs.index))
f = d.get
print(f("a"), f("q", 0))
j = ",".join
print(j(["a", "b"]), "abc".maketrans("a", "b"), {}.fromkeys("ab"), dict.fromkeys([1, 2], 0))
vowel = "aeiou".find
print([vowel(c) for c in "hello"], list(filter("aeiou".count, "hello")) if False else "")
print("x".translate("".maketrans({"x": "y"})))
