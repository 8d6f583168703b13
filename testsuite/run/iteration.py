xs = [10, 20, 30]
s = "héllo"
d = {"a": 1, "b": 2, "c": 3}
st = {3, 1, 2}
t = (1, 2, 3)
for i, c in enumerate(s):
    print(i, c, end=" ")
print()
for i, (a, b) in enumerate(zip(xs, s), 5):
    print(i, a, b)
for k in d: print(k, d[k])
for v in d.values(): print(v)
for k, v in d.items(): print(k, v)
for k in reversed(d): print(k)
for k, v in reversed(d.items()): print(k, v)
for x in reversed(xs): print(x)
for c in reversed(s): print(c)
for x in sorted(st): print(x)
for a, b, c in zip(xs, d, range(100)): print(a, b, c)
for x in t: print(x)
for i, x in enumerate(reversed(xs)): print(i, x)
print([x for x in xs if x > 10], {x: i for i, x in enumerate(s)}, sorted({c for c in s}), tuple(x for x in xs))
print(sum(x for x in xs), any(x > 25 for x in xs), all(x > 15 for x in xs), min(x for x in xs), max(x * 0.5 for x in xs))
print(",".join(c for c in s), "".join(list(reversed(s))))
print([(i, j) for i in range(3) for j in range(i)], [[i * j for j in range(3)] for i in range(3)])
for x in xs:
    if x == 20: break
else:
    print("no")
for x in xs:
    if x == 25: break
else:
    print("else")
n = 0
while True:
    n += 1
    if n > 10: break
    if n % 2: continue
    print(n, end=",")
print()
i = 0
while i < 3:
    i += 1
else:
    print("done", i)
print([y := 5, y + 1], any((w := x) > 15 for x in xs), w)
e = {}
for w in "a b a c b a".split():
    e[w] = e.get(w, 0) + 1
print(e)
del e["a"]
print(e, len(e))
e["z"] = 9
for k in e: print(k)
print(list(map(str, xs)), list(filter(lambda x: x > 10, xs)), list(zip(xs, xs)))
m = [[0] * 3 for _ in range(2)]
m[1][2] = 5
print(m)
a, *b, c = xs
print(a, b, c)
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == 1: continue
        print(i, j)
print(min(d), max(d), min([3,1,2]), max("hello"), min(3, 1.5, 2))
print([*xs, *t], {**d, "q": 7}, (*xs, 1))
word = "abc"
print(word[0], word[-1], word[::-1], word * 2, "b" in word, word.index("c"))
for a in [1, 2.5, True]:
    print(a)
print(sum([1.5, 2, True]), sum([[1], [2]], []))
