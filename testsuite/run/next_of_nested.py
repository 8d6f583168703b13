# next() of a generator expression with several loops stops all of them at the first value.
pairs = [[1, 2], [3], [4, 5]]
print(next(y for y in (x * 2 for row in pairs for x in row) if y > 5))
print(next((y for y in (x for x in [1, 2]) for k in (y, y + 1) if k > 2), "none"))
print(next((y for row in pairs if len(row) > 1 for y in row if y > 9), "none"))


def place(rows, wanted):
    return next((i, j) for i, row in enumerate(rows) for j, value in enumerate(row)
                if wanted(value))


print(place([[1, 2], [3, 4]], lambda value: value > 2))
try:
    place([[], [0]], bool)
except StopIteration as error:
    print("none", error)
seen = []


def noted(value):
    seen.append(value)
    return value > 2


print(next(value for row in pairs for value in row if noted(value)), seen)
maze = ["..#", "#.G", "..."]
goal = next(((r, c) for r, row in enumerate(maze) for c, sign in enumerate(row)
             if sign == "G"), None)
print(goal)
for limit in (2, 4, 8):
    print(limit, next((value for row in pairs for value in row if value > limit), None))
