# What is raised may be of several types: classes, exceptions, and what is neither.


class Shown(Exception):
    def __str__(self):
        return "shown"


class Needs(Exception):
    def __init__(self, what):
        super().__init__(what)



for c in [ValueError, KeyError]:
    try:
        raise c
    except ValueError as e:
        print("value", repr(e))
    except KeyError as e:
        print("key", repr(e))

for c in [ValueError, ValueError("made"), KeyError("k"), Shown, 3, None, int]:
    try:
        raise c
    except TypeError as e:
        print("TypeError", e)
    except Exception as e:
        print(repr(e), str(e))

for c in [Needs, Needs("this"), ZeroDivisionError]:
    try:
        raise c
    except TypeError as e:
        print("needs more")
    except Exception as e:
        print(repr(e))

for c in [ValueError, KeyError("k"), None, 4]:
    try:
        raise RuntimeError("r") from c
    except RuntimeError as e:
        print("RuntimeError", e)
    except TypeError as e:
        print(e)
    for d in [OSError, IndexError("i"), 5]:
        try:
            raise d from c
        except TypeError as e:
            print(e)
        except Exception as e:
            print(repr(e))


def failing(number):
    error = LookupError if number else ArithmeticError("last")
    raise error


for n in range(2):
    try:
        failing(n)
    except (ArithmeticError, LookupError) as e:
        print(repr(e))
for c in [Shown, KeyError]:
    raise c
