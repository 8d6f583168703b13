# str.join of a generator expression whose elements are texts for some types only.
def repeated(pairs):
    return "".join(part * count for part, count in pairs)


print(repeated([["a", 3], ["b", 2]]), repeated([["-", 1]]))
xs = [1, "a"]
try:
    print(sum(x for x in xs))
except TypeError as error:
    print(error)
parts = ["x", 1, "y", None]
print("+".join(part for part in parts if isinstance(part, str)))
print(",".join(part if isinstance(part, str) else str(part) for part in parts))
try:
    print(",".join(part for part in parts))
except TypeError as error:
    print(error)
try:
    print("".join(part or "none" for part in parts[2:]), "".join(part for part in parts[:2]))
except TypeError as error:
    print(error)
print(repr("".join(part for part in parts if part == 5)))
print("/".join(part for part in parts[2:]))
