def floyd_warshall(graph, v):
    dist = [[float("inf") for _ in range(v)] for _ in range(v)]
    for i in range(v):
        for j in range(v):
            dist[i][j] = graph[i][j]
    for k in range(v):
        for i in range(v):
            for j in range(v):
                if (
                    dist[i][k] < float("inf")
                    and dist[k][j] < float("inf")
                    and dist[i][k] + dist[k][j] < dist[i][j]
                ):
                    dist[i][j] = dist[i][k] + dist[k][j]
    return dist


def bellman_ford(edges, n, src):
    dist = [float("inf")] * n
    dist[src] = 0.0
    for _ in range(n - 1):
        for e in edges:
            u, v, w = (e[k] for k in ["src", "dst", "weight"])
            if dist[u] != float("inf") and dist[u] + w < dist[v]:
                dist[v] = dist[u] + w
    for e in edges:
        u, v, w = e["src"], e["dst"], e["weight"]
        if dist[u] != float("inf") and dist[u] + w < dist[v]:
            raise Exception("Negative cycle found")
    return dist


def prim(g):
    n = len(g)
    selected = [False] * n
    selected[0] = True
    edges = []
    while len(edges) < n - 1:
        best = 9999999
        x = y = 0
        for i in range(n):
            if selected[i]:
                for j in range(n):
                    if not selected[j] and g[i][j]:
                        if best > g[i][j]:
                            best = g[i][j]
                            x, y = i, j
        edges.append((x, y, g[x][y]))
        selected[y] = True
    return edges


inf = float("inf")
g = [[0, 5, inf, 10], [inf, 0, 3, inf], [inf, inf, 0, 1], [inf, inf, inf, 0]]
for row in floyd_warshall(g, 4):
    for c in row:
        print("INF" if c == inf else int(c), end="\t")
    print()
es = [{"src": s, "dst": d, "weight": w} for s, d, w in [(0, 1, -1), (0, 2, 4), (1, 2, 3), (1, 3, 2), (3, 1, 1)]]
print(bellman_ford(es, 4, 0))
print(prim([[0, 9, 75, 0], [9, 0, 95, 19], [75, 95, 0, 51], [0, 19, 51, 0]]))
