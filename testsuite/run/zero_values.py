# Sums that may be the int 0, kept in lists, keys, tuples, fields and variables.
def table(rows):
    return [sum(r) for r in rows]


rows = [[1.5, 2.5], [1.0][:0], [-0.0], [0.0]]
t = table(rows)
print(t, t[1], t[1] == 0, t == [4.0, 0, 0.0, 0], t == [4, 0, 0, 0])
print(sum(t), sum(t[1:2]), sum(x for x in t), sum(sum(r) for r in rows), sum(sum(r) for r in rows[1:2]))
print(sorted(t), min(t), max(t), t.index(0), 0 in t, 4.0 in t, 5 in t, t.count(0))
u = [x * 2 for x in t]
print(u, [x + 0.5 for x in t], [-x for x in t], [x / 4 for x in t])
d = {}
for x in t:
    d[x] = d.get(x, 0) + 1
print(d, d[0], d[0.0], 0 in d, 4 in d, 4.0 in d, True in d)
s = set(t)
print(len(s), 0 in s, 4.0 in s, s == {0, 4})
print({0.0: "a"}[t[1]], {0: "b"}.get(t[1]), {False: "c"}.get(t[1]), {4: 1}.get(t[0]))
w = (sum(rows[1]), 1)
print(w, w[0], w == (0, 1), {w: 3})
z = None if len(rows) > 9 else sum(rows[1])
print(z, z is None)
y = 1 if len(rows) > 9 else sum(rows[1])
print(y)
q = "a" if len(rows) > 9 else sum(rows[0])
print(q)
k = True if len(rows) > 9 else sum(rows[1])
print(k)
t.append(7.5)
t.append(sum(rows[1]))
t[0] = 3.0
t.sort()
print(t)
if sum(rows[1]):
    print("true")
else:
    print("false")
v = sum(rows[0])
while v:
    v = v - v
print(v)
print("%d %s %r %.2f" % (sum(rows[1]), sum(rows[1]), sum(rows[1]), sum(rows[1])))
print(f"{sum(rows[1]):d} {sum(rows[1]):.3f} {sum(rows[1])!r:>4} {sum(rows[0]):.1e}")
try:
    print(f"{sum(rows[0]):d}")
except ValueError as e:
    print(e)
print("abc"[int(sum(rows[1])):], [1, 2, 3][: int(sum(rows[1]))])


class P:
    def __init__(self, xs):
        self.s = sum(xs)

    def add(self, x):
        self.s += x
        return self.s


p = P(rows[1])
print(p.s, p.s + 1.0)


def mean(xs):
    return sum(xs) / len(xs)


print(mean([1.0, 2.0]))
try:
    print(mean([1.0][:0]))
except ZeroDivisionError as e:
    print(e)
total = 0
for r in rows:
    total += sum(r)
print(total)
total = 0.0
for r in rows:
    total += sum(r)
print(total)
acc = sum(rows[1])
for r in rows:
    acc = acc + sum(r) * sum(r)
print(acc)
print(list(map(sum, rows)), [sum(r) for r in rows if sum(r)])
a, b = sum(rows[1]), sum(rows[0])
a, b = b, a
print(a, b, (a, b), [a, b], {"x": b})
print(str(b) + "x", [b] * 3, b or "empty", a and "full")
print(any(t), all(t), isinstance(b, float), isinstance(b, int), isinstance(a, float))
x = sum(rows[1])
if isinstance(x, float):
    print("float", x.is_integer())
else:
    print("int", x.bit_length())
print(sum([True, False]), sum([1, 2]), sum(range(0)), sum(x for x in [1.0][:0]) is None)
