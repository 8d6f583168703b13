# Methods of str that take tuples or iterables of mixed types.
def joined(values):
    for i in range(len(values)):
        if values[i] != 2:
            values[i] = str(values[i])
    try:
        print(", ".join(values))
    except TypeError as error:
        print(error)


joined([1, 3])
joined([1, 2, 3])
joined(["a", 2.5])
print("-".join("abc"), "".join("a,b".partition(",")), ",".join(map(lambda l: l[0], ["ab", "cd"])))
print("hello".startswith(("a", "he")), "hello".endswith(("lo", "x")), "hello".startswith(()))
print("hello".startswith(("l", "e"), 1), "hello".endswith(("l",), 0, -1))
