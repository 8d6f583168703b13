class Own(Exception):
    def __init__(self, x):
        self.x = x

    def __str__(self):
        return f"own {self.x}"


class Plain(Exception):
    pass


def last_of(values):
    last = None
    for value in values:
        try:
            print(10 // value)
        except ZeroDivisionError as e:
            last = e
    raise last


def chosen(i):
    if i == 0:
        return None
    if i == 1:
        return Own(3)
    if i == 2:
        return ValueError("value")
    if i == 3:
        return Plain
    return "text"


def attempt(what, *arguments):
    try:
        what(*arguments)
    except Exception as e:
        print(type(e).__name__, e)


def thrown(i):
    raise chosen(i)


def caused(i, j):
    raise chosen(i) from chosen(j)


def retry(times):
    error = None
    for i in range(times):
        try:
            if i < 5:
                raise KeyError(i)
            return i
        except KeyError as e:
            error = e
    raise error


attempt(last_of, [1, 2])
attempt(last_of, [1, 0])
for i in range(5):
    attempt(thrown, i)
    for j in range(5):
        attempt(caused, i, j)
attempt(retry, 0)
attempt(retry, 3)
attempt(retry, 8)
print(retry(9))
thrown(1)
