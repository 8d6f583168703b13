# A starred iterator in a display is consumed where it stands.


def show(x):
    print("show", x)
    return x + 1


text = "3 1 2"
a, b = [1, 2, 3], (4.5, 5.5)
print([*map(int, text.split())])
print([*zip(a, b)], [*zip(a, a), (9, 9)])
print((*reversed(a),), (0, *reversed(text)))
print({*map(int, text.split())} == {1, 2, 3}, {*map(abs, [-1, 1])})
print([*enumerate(b, 1)], [*filter(None, [0, 1, 2])])
print([show(0), *map(show, a), show(9)])
print([*map(show, a), *map(show, [7])], *[*map(str, a)])
rows = [[*map(int, line.split())] for line in ["1 2", "3"]]
rows[0].append(7)
print(rows, [*map(len, rows)], [*[*map(len, rows)], *"ab", *{1: 2}])
first, *rest = [*map(int, text.split())]
print(first, rest)
try:
    print([show(1), *map(int, ["x"]), show(2)])
except ValueError as e:
    print(e)
for x in [*map(str, a)]:
    print(x, end=" ")
print((*map(str, a), "end"), (*zip(a, b),), [*map(int, [])])
