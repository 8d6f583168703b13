"""Day-of-advent style: shortest path in a grid with BFS and Dijkstra by hand."""
RAW = """\
S..#....
.#.#.##.
.#...#..
.####.#.
......#E
"""

def parse(text):
    grid = [list(line) for line in text.strip().split("\n")]
    start = end = None
    for r, row in enumerate(grid):
        for c, ch in enumerate(row):
            if ch == "S":
                start = (r, c)
            elif ch == "E":
                end = (r, c)
    return grid, start, end

def neighbours(grid, r, c):
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        pass
    out = []
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        nr, nc = r + dr, c + dc
        if 0 <= nr < len(grid) and 0 <= nc < len(grid[0]) and grid[nr][nc] != "#":
            out.append((nr, nc))
    return out

def bfs(grid, start, end):
    queue = [start]
    seen = {start: None}
    while queue:
        node = queue.pop(0)
        if node == end:
            break
        for nxt in neighbours(grid, *node):
            if nxt not in seen:
                seen[nxt] = node
                queue.append(nxt)
    else:
        return None
    path = []
    at = end
    while at is not None:
        path.append(at)
        at = seen[at]
    return path[::-1]

grid, start, end = parse(RAW)
path = bfs(grid, start, end)
print(len(path) - 1 if path else "no path")
for r, c in path[1:-1]:
    grid[r][c] = "o"
print("\n".join("".join(row) for row in grid))
print(sum(row.count("#") for row in grid), max(len(row) for row in grid))
