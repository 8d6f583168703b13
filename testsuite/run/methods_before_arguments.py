# A method is looked up before the arguments are evaluated: where the receiver has none, what
# they print or raise is never seen.
def said(value):
    print("said", value)
    return value


class Door:
    def open(self, how, *, times=1):
        return f"{how} x{times}"


class Wall:
    def __init__(self):
        self.height = 3


for thing in (Door(), Wall(), None):
    try:
        print(thing.open(said("slowly")))
    except AttributeError as e:
        print(e)
    try:
        print(thing.open("fast", times=int("2" if thing else "x")))
    except AttributeError as e:
        print(e)

for text in ("abc", None):
    try:
        print(text.find(str(said("c"))))
    except AttributeError as e:
        print(e)


def filled(key):
    record = {"name": "a", "tags": [1]}
    record[key].append(said(2))
    return record


for key in ("tags", "name", "missing"):
    try:
        print(filled(key))
    except AttributeError as e:
        print(e)
    except KeyError as e:
        print("key", e)


def opened(thing):
    result = thing.open(said("last")) + "!"
    return result


print(opened(Door()))
opened(Wall() if said(1) else Door())
