class Low(Exception):
    pass


class Lower(Low):
    pass


def attempt(n):
    if n == 0:
        raise ValueError("zero")
    if n == 1:
        raise Lower("one")
    if n == 2:
        return {}["two"]
    return n


last = None
print(type(last).__name__)
for n in range(5):
    try:
        print(attempt(n))
    except Exception as e:
        last = e
    print(last, type(last).__name__)
if last is not None:
    print(type(last).__name__, type(last) is KeyError, type(last) == LookupError)


def describe(value):
    return type(value).__name__


low = None
for n in range(4):
    try:
        attempt(n)
    except Low as e:
        low = e
    except (ValueError, KeyError) as e:
        print(describe(e), describe(n))
    print(describe(low))
errors = [ValueError("a"), None, Lower("b"), 3]
print([type(e).__name__ for e in errors])
