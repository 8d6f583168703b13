g = [[1, 2], [3, 4], [5, 6]]
i, k = 0, 2
g[i], g[k] = g[k], g[i]
g[i][1] = 9
g[1].append(7)
print(g)
g[i], g[i + 1] = g[i + 1], g[i]
g[i + 1][0] += 10
print(g)
d = {"a": [1], "b": [2]}
d["a"], d["b"] = d["b"], d["a"]
d["a"].append(3)
print(d)
def reduce_rows(m):
    n = len(m)
    for c in range(n):
        p = c
        while m[p][c] == 0:
            p += 1
        m[c], m[p] = m[p], m[c]
        for r in range(n):
            if r != c:
                f = m[r][c] / m[c][c]
                m[r] = [x - f * y for x, y in zip(m[r], m[c])]
        m[c] = [x / m[c][c] for x in m[c]]
    return m
print(reduce_rows([[0.0, 2.0, 4.0], [1.0, 1.0, 3.0], [2.0, 0.0, 1.0]]))
