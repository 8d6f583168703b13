from typing import Dict, List


def topological_sort(graph: Dict[str, List[str]]) -> List[str]:
    visited: List[str] = []
    order: List[str] = []

    def visit(node: str) -> None:
        if node in visited:
            return
        visited.append(node)
        for n in graph.get(node, []):
            visit(n)
        order.insert(0, node)

    for node in graph:
        visit(node)
    return order


def kahn(n, edges):
    indegree = [0] * n
    adj = [[] for _ in range(n)]
    for a, b in edges:
        adj[a].append(b)
        indegree[b] += 1
    queue = [i for i in range(n) if indegree[i] == 0]
    topo = []
    cnt = 0
    while queue:
        v = queue.pop(0)
        cnt += 1
        topo.append(v)
        for x in adj[v]:
            indegree[x] -= 1
            if indegree[x] == 0:
                queue.append(x)
    if cnt != n:
        print("Cycle exists")
        return None
    return topo


print(kahn(6, [(5, 2), (5, 0), (4, 0), (4, 1), (2, 3), (3, 1)]))
print(kahn(2, [(0, 1), (1, 0)]))
print(topological_sort({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}))
