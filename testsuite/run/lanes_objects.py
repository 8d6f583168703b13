"""Elements in lanes of every kind: objects of several classes, None, lists, strings, dicts."""
import math
class Shape:
    def __init__(self, size):
        self.size = size
    def area(self):
        return math.exp(-self.size)
class Square(Shape):
    def area(self):
        return self.size * self.size + math.exp(self.size * 0.1)
class Disc(Shape):
    def area(self):
        return 3.0 * self.size + math.log(self.size + 1.0)
def value(x):
    return math.exp(x.size) if isinstance(x, Square) else 2.0
def main():
    shapes = [Square(0.1 * i) if i % 3 else Disc(0.2 * i) for i in range(30)]
    print([s.area() for s in shapes])
    print([value(s) for s in shapes])
    t = 0.0
    for s in shapes:
        t += s.area() * math.exp(-s.size)
    print(t)
    maybe = [s if i % 4 else None for i, s in enumerate(shapes)]
    print([math.exp(m.size) if m is not None else 0.0 for m in maybe])
    print([math.exp(m.size) if m else 0.0 for m in maybe])
    mixed = [1.5 if i % 2 else None for i in range(20)]
    print([math.exp(m) if m is not None else 0.0 for m in mixed])
    either = [i if i % 2 else i * 0.5 for i in range(20)]
    print([math.exp(m * 0.1) for m in either])
    vt = [tuple(range(i % 4)) for i in range(20)]
    print([math.exp(len(v)) for v in vt])
    print([sum(math.exp(x) for x in v) for v in vt])
    ds = [{"a": i * 0.1, "b": 2.0} for i in range(20)]
    print([math.exp(d["a"]) for d in ds])
    print([math.exp(sum(d.values())) for d in ds])
    ss = [str(i) for i in range(20)]
    print([math.exp(len(s)) for s in ss])
    print([math.exp(float(s) * 0.1) for s in ss])
    ls = [[1.0 * i, 2.0] if i % 2 else [] for i in range(20)]
    print([math.exp(l[0]) if l else 0.0 for l in ls])
    print([math.exp(len(l)) for l in ls], [math.exp(l[-1]) if len(l) > 1 else -1.0 for l in ls])
    nested = [[[0.1 * i, 0.2], [0.3]] for i in range(20)]
    print([math.exp(n[0][0] + n[1][0]) for n in nested])
    print([sum(sum(math.exp(x) for x in m) for m in n) for n in nested])
    rs = [range(i % 3) for i in range(20)]
    print([sum(math.exp(x) for x in r) for r in rs])
    sets = [set(range(i % 3)) for i in range(20)]
    print([math.exp(len(s)) for s in sets])
    tt = [(s, 0.5) for s in shapes]
    print(sum(math.exp(s.size) * w for s, w in tt))
    print([math.exp(s.size) for s in shapes if s.size > 1.0])
    fs = [lambda x, k=i: x * k for i in range(3)]
    print([math.exp(fs[i % 3](0.5)) for i in range(20)])
main()
