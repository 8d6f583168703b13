deps = {"app": ["db", "web"], "web": ["net"], "db": ["net", "disk"], "net": [], "disk": []}
def topo(deps):
    order, state = [], {}
    def visit(n):
        if state.get(n) == 1:
            raise ValueError("cycle at " + n)
        if state.get(n) == 2:
            return
        state[n] = 1
        for m in deps[n]:
            visit(m)
        state[n] = 2
        order.append(n)
    for n in deps:
        visit(n)
    return order
print(topo(deps))
def kahn(deps):
    indeg = {n: len(ds) for n, ds in deps.items()}
    ready = sorted(n for n, d in indeg.items() if d == 0)
    out = []
    while ready:
        n = ready.pop(0)
        out.append(n)
        for m, ds in deps.items():
            if n in ds:
                indeg[m] -= 1
                if indeg[m] == 0:
                    ready.append(m)
        ready.sort()
    return out
print(kahn(deps))
parent = list(range(10))
def find(x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x
def union(a, b):
    ra, rb = find(a), find(b)
    if ra != rb:
        parent[ra] = rb
        return True
    return False
for a, b in [(1, 2), (3, 4), (2, 3), (5, 6), (1, 4)]:
    print(a, b, union(a, b))
print(len({find(i) for i in range(10)}))
