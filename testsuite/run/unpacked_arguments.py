def f(a, b, c=3):
    return (a, b, c)
xs = [1, 2]
print(f(*xs), f(*[1, 2, 3]), f(0, *xs))
ys = [int(t) for t in "4 5 6".split()]
print(f(*ys))
def g(a, *rest):
    return a, rest
print(g(*ys), g(1, *ys), g(*xs, 5) if False else 0)
for bad in ([1], [1, 2, 3, 4], []):
    try:
        print(f(*bad))
    except TypeError as e:
        print(e)
pts = [(1, "a"), (2, "b")]
nums, letters = zip(*pts)
print(nums, letters, sum(nums))
for col in zip(*["abc", "def"]):
    print("".join(col))
print(list(zip(*[[1, 2], [3, 4], [5, 6]])), list(map(list, zip(*[(1, 2), (3, 4)]))))
print(max(*ys), min(*ys), print(*ys, sep="-"))
d = dict(a=1, b=2)
d.update(c=3)
d.update({"x": 0}, y=9)
e = dict(d, a=5)
print(d, e, dict([("q", 1)], r=2), dict(**d))
import math
print(math.gcd(*[12, 18]), math.hypot(*[3.0, 4.0]))
def h(x, y): return x * y
print([h(*p) for p in [(1, 2), (3, 4)]], [h(*p) for p in [[1, 2], [3, 4]]])
print("{}-{}".format(*xs), "{a}-{c}".format(**d))
class V:
    def __init__(self, x, y):
        self.x = x; self.y = y
v = V(*map(int, "3,4".split(",")))
print(v.x, v.y)
