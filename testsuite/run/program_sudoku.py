PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
def candidates(board, pos):
    r, c = divmod(pos, 9)
    used = set(board[r * 9:r * 9 + 9]) | set(board[c::9])
    br, bc = r // 3 * 3, c // 3 * 3
    for i in range(3):
        used |= set(board[(br + i) * 9 + bc:(br + i) * 9 + bc + 3])
    return [d for d in "123456789" if d not in used]
def solve(board):
    if "0" not in board:
        return board
    pos = min((i for i in range(81) if board[i] == "0"), key=lambda i: len(candidates(board, i)))
    for d in candidates(board, pos):
        result = solve(board[:pos] + d + board[pos + 1:])
        if result is not None:
            return result
    return None
answer = solve(PUZZLE)
for r in range(9):
    row = answer[r * 9:(r + 1) * 9]
    print(" ".join(row[:3]), "|", " ".join(row[3:6]), "|", " ".join(row[6:]))
    if r in (2, 5):
        print("-" * 21)
