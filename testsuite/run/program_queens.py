def n_queens(n):
    out = []
    cols, d1, d2 = set(), set(), set()
    placed = []

    def go(r):
        if r == n:
            out.append(["." * c + "Q" + "." * (n - c - 1) for c in placed])
            return
        for c in range(n):
            if c in cols or r + c in d1 or r - c in d2:
                continue
            cols.add(c)
            d1.add(r + c)
            d2.add(r - c)
            placed.append(c)
            go(r + 1)
            placed.pop()
            cols.remove(c)
            d1.remove(r + c)
            d2.remove(r - c)

    go(0)
    return out


for b in n_queens(4):
    print("\n".join(b), end="\n\n")
print([len(n_queens(i)) for i in range(1, 8)])
