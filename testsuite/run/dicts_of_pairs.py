# dict() and update() of pairs that are lists, texts or tuples of any length.
def settings(text):
    return dict(item.split("=") for item in text.split(";"))


print(settings("k=v;k2=v2"), dict([["a", 1], ["b", 2]]), dict(("ab", "cd")), dict(map(str.split, ["a 1", "b 2"])))
print(dict([tuple(text) for text in ["xy", "zw"]]), dict([[1, 2], (3, 4)]), dict([]), dict({(1, 2)}))
table = {"x": "1"}
table.update(item.split(":") for item in "y:2,z:3".split(","))
table |= [["w", "4"]]
table |= [("v", "5")]
print(table)
for text in ("a=1;b", "a=1=2", "a=1"):
    try:
        print(settings(text))
    except ValueError as error:
        print(error)
for rows in ([["a"]], [["p", "q"], ["r", "s", "t"]]):
    try:
        table.update(rows)
    except ValueError as error:
        print(error)
try:
    table |= ["pq", "abc"]
except ValueError as error:
    print(error)
try:
    print(dict([(1, 2, 3)]))
except ValueError as error:
    print(error)
print(dict([["k", [1]], ["m", [2]]]))
print(settings("a"))
