def f():
    d = {"a": {"x": 1, "y": 2}, "b": {}}
    del d["a"]["x"]
    print(d)
    try:
        del d["b"]["q"]
    except KeyError as e:
        print(e)
    print(d)
    g = {1: {1, 2, 3}, 2: {4}}
    g[1] |= {9}
    g[1] -= {2}
    g[2] &= {5}
    g[1] ^= {1, 77}
    print(g[1] == {3, 9, 77}, g[2])
    m = [[1, 2, 3], [4]]
    m[0][1:2] = (7, 8)
    m[1] += (5, 6)
    m[1] += "z" and [0]
    print(m)
    t = [{"k": {"v": 1}}]
    del t[0]["k"]["v"]
    t[0]["k"] |= {"w": 2}
    print(t)
    return t
f()
for k in ["p", "q"]:
    table = {"p": {"q": 1}, "q": {"q": 2}}
    row = table[k]
    del table[k]["q"]
    print(table)
