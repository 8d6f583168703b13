print(next(iter([5, 6])), next(iter({3: 1})), next(iter("ab")), next(reversed([1, 2])), next(map(str, [7])))
print(next(iter([]), "none"), next(filter(lambda v: v > 2, [1, 3, 5]), None), next(enumerate("x")))
try:
    next(iter([]))
except StopIteration:
    print("stop")
class Bag:
    def __init__(self, items):
        self.items = items
    def __iter__(self):
        return iter(self.items)
    def __len__(self):
        return len(self.items)
    def __contains__(self, x):
        return x in self.items
    def __getitem__(self, i):
        return self.items[i]
b = Bag([3, 1, 2])
for x in b:
    print(x, end=" ")
print(list(b), sorted(b), sum(b), max(b), len(b), 3 in b, b[0], b[-1], tuple(b), set(b), [x + 1 for x in b])
print(list(zip(b, "abc")), list(enumerate(b)), list(map(str, b)), any(x > 2 for x in b), " ".join(str(x) for x in b))
p, q, r = b
print(p, q, r)
first, *rest = Bag("xyz")
print(first, rest)
for x in iter([1, 2, 3]):
    if x == 2:
        break
    print(x)
class A:
    kind = "a"
    def __init__(self, v):
        self.v = v
    def m(self):
        return 1
a = A(3)
print(hasattr(a, "v"), hasattr(a, "w"), hasattr(a, "m"), hasattr(a, "kind"), getattr(a, "v"), getattr(a, "w", 9), hasattr([], "append"), hasattr(3, "append"))
print(callable(len), callable(a), callable(A), callable(lambda: 0), callable(3))
class B(A): pass
print(issubclass(B, A), issubclass(A, B), issubclass(bool, int), issubclass(int, (str, float)), issubclass(B, (int, A)))
def f(x):
    return x.v if hasattr(x, "v") else x
print(f(a), f(5))
