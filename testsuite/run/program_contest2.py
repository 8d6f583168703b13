n, m = map(int, input().split())
grid = [input().strip() for _ in range(n)]
a = [int(x) for x in input().split()]
print(n, m, grid, sum(a))
count = 0
seen = [[False] * m for _ in range(n)]
def fill(r, c):
    stack = [(r, c)]
    size = 0
    while stack:
        y, x = stack.pop()
        if not (0 <= y < n and 0 <= x < m) or seen[y][x] or grid[y][x] == ".":
            continue
        seen[y][x] = True
        size += 1
        stack += [(y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)]
    return size
sizes = []
for i in range(n):
    for j in range(m):
        if grid[i][j] == "#" and not seen[i][j]:
            sizes.append(fill(i, j))
print(len(sizes), sorted(sizes, reverse=True))
try:
    input()
except EOFError:
    print("no more")
