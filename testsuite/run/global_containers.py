g = [set(), set()]
def add(k):
    g[0].add(k)
def size():
    return len(g[0])
for k in range(3):
    add(k)
    g[1].add(k * 2)
print(g, size())
table = {}
def note(word):
    if word not in table:
        table[word] = []
    table[word].append(len(table))
for w in "a b a c".split():
    note(w)
print(table)
counts = [0] * 5
def bump(i):
    counts[i] += 1
    return counts[i]
print(bump(2), bump(2), counts)
memo = {}
def fib(n):
    if n in memo:
        return memo[n]
    r = n if n < 2 else fib(n - 1) + fib(n - 2)
    memo[n] = r
    return r
print(fib(50), len(memo))
visited = set()
graph = {1: [2, 3], 2: [4], 3: [4], 4: []}
order = []
def dfs(n):
    visited.add(n)
    order.append(n)
    for m in graph[n]:
        if m not in visited:
            dfs(m)
dfs(1)
print(order, visited)
class C:
    registry = []
    total = 0
    @classmethod
    def make(cls, n):
        C.registry.append(n)
        return cls()
C.make(1)
C.make(2)
print(C.registry)
g[0].add(len(g[0]))
g[0].add(size())
print(g)
def touch(x):
    return size() + x
g[1].add(touch(5))
g[0].add(touch(7))
print(g)
