def step(cells):
    counts = {}
    for (x, y) in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = (x + dx, y + dy)
                    counts[key] = counts.get(key, 0) + 1
    return {c for c, n in counts.items() if n == 3 or (n == 2 and c in cells)}

def show(cells, w=8, h=6):
    for y in range(h):
        print("".join("#" if (x, y) in cells else "." for x in range(w)))
    print()

glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for gen in range(4):
    show(glider)
    glider = step(glider)
print(len(glider), sorted(glider))

board = [[0] * 6 for _ in range(6)]
for r, c in [(2, 1), (2, 2), (2, 3)]:
    board[r][c] = 1
def evolve(b):
    n, m = len(b), len(b[0])
    new = [[0] * m for _ in range(n)]
    for i in range(n):
        for j in range(m):
            alive = sum(b[x][y] for x in range(max(0, i - 1), min(n, i + 2)) for y in range(max(0, j - 1), min(m, j + 2))) - b[i][j]
            new[i][j] = int(alive == 3 or (b[i][j] and alive == 2))
    return new
for _ in range(3):
    board = evolve(board)
    print(*board, sep="\n")
