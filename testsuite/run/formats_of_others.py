# What takes no format takes the empty one, which only the run may know.
class Plain:
    def __str__(self):
        return "plain"


def formatted(value, spec):
    try:
        return format(value, spec)
    except TypeError as error:
        return f"TypeError: {error}"


def shown(value, width):
    return f"[{value:{width}}]"


for spec in ["", ">6"]:
    print(formatted(7, spec), formatted("x", spec), formatted(None, spec))
    print(formatted([1], spec), formatted((1, "a"), spec), formatted({1: 2}, spec))
    print(formatted(Plain(), spec), formatted(True, spec))
print(shown([1, 2], ""), shown(None, ""), shown(3, 5))
