"""An exception that nobody handles: CPython's traceback and exit status 1."""


def inner(values, i):
    return values[i] + 1


def outer(values):
    total = 0
    for i in range(5):
        total += inner(values, i)
    return total


print("before")
print(outer([1, 2, 3]))
