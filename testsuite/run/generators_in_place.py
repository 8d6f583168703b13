# Generator expressions that loops and comprehensions iterate over run in place, element by element.
def numbers(texts):
    return [t for t in (float(x) for x in texts if x) if t > 1]
print(numbers(["1.5", "", "0.5", "7"]))
try:
    print(numbers(["1.5", "x", "0.5", "7"]))
except ValueError as e:
    print(e)
def trace(tag, x):
    print(tag, x)
    return x
print([trace("out", y) for y in (trace("in", x) for x in [1, 2, 3]) if y != 2])
print({a: b for a, b in ((w, len(w)) for w in "one three five".split())})
print({y % 3 for y in (x * x for x in range(10))})
print([a + b for a in (x * 2 for x in range(3)) for b in (y * a for y in range(2))])
print(any(trace("any", y) > 2 for y in (trace("g", x) for x in range(10) for _ in range(2))))
print(all(y < 50 for y in (x * x for x in (z + 1 for z in range(10)))))
print(next(y for y in (x * x for x in range(10)) if y > 10))
print(next((y for y in (x * x for x in range(10)) if y > 100), None))
print(next((y for y in (x * z for x in range(3) for z in range(3)) if y > 3), None))
print(next((y for y in (x * z for x in range(3) for z in range(3)) if y > 1), None))
def late():
    gs = [f for f in ((lambda: x) for x in [1, 2, 3])]
    hs = []
    for f in ((lambda: x) for x in [1, 2, 3]):
        hs.append(f)
    js = [[f() for f in ((lambda: x + y) for x in [1, 2])] for y in [10, 20]]
    return [g() for g in gs], [h() for h in hs], js
print(late())
def early():
    out = []
    for i in (trace("gen", x) for x in range(5)):
        if i == 2:
            break
        out.append(i)
    return out
print(early())
print(sum(y for y in (x * 0.5 for x in [1, 2, 3])), max(y for y in (len(w) for w in ["a", "bcd"])))
print(sorted(y for y in (-x for x in [3, 1, 2])), ",".join(s for s in (str(x) for x in [1, 2])))
x = "outer"
print([x + y for y in (x for x in "ab")], x)
print(all(c for c in (b for b in [])), [c for c in (b for b in [])])
m = [[1, 2], [3, 4]]
print([v for row in m for v in (c * 10 for c in row) if v != 20], [[v for v in (c + 1 for c in row)] for row in m])
def nested(xs):
    out = []
    for s in (a + b for a, b in ((str(x), "!") for x in xs if x) if b != a):
        if s == "3!":
            continue
        out.append(s)
    else:
        out.append("end")
    for w in (p * q for p in xs for q in xs):
        out.append(str(w))
        if w > 3:
            break
    return out
print(nested([1, 0, 2, 3, 4]))
