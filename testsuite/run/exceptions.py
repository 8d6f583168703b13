"""Exceptions: raising, handling, order of finally, own classes, causes."""


class Shortage(Exception):
    def __init__(self, item, missing):
        super().__init__(f"{missing} of {item} missing")
        self.item = item
        self.missing = missing


class Severe(Shortage):
    pass


def divide(a, b):
    try:
        return a // b
    except ZeroDivisionError as error:
        print("caught:", error)
        return None
    finally:
        print("finally", a, b)


def take(stock, item, n):
    if item not in stock:
        raise KeyError(item)
    if stock[item] < n:
        raise Shortage(item, n - stock[item])
    return stock[item] - n


def attempt(item, n):
    stock = {"apple": 3, "pear": 0}
    try:
        left = take(stock, item, n)
    except KeyError as error:
        return f"no such thing: {error}"
    except Shortage as error:
        return f"short: {error} ({error.item}, {error.missing})"
    else:
        return f"left: {left}"


def loop():
    result = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            result.append(10 // (i - 2))
        except ZeroDivisionError:
            result.append(-1)
        finally:
            result.append(100 + i)
    return result


def nested():
    try:
        try:
            raise ValueError("inner")
        except ValueError as error:
            raise TypeError("outer") from error
    except TypeError as error:
        return str(error)


def again():
    try:
        try:
            [][1]
        except IndexError:
            raise
    except LookupError as error:
        return f"{error}"


def convert(text):
    try:
        return int(text)
    except ValueError as error:
        return str(error)


print(divide(7, 2), divide(1, 0))
print(attempt("apple", 2))
print(attempt("apple", 5))
print(attempt("kiwi", 1))
print(loop())
print(nested(), again())
print(convert("12"), convert("x1"), convert(" 7 "))
try:
    raise Severe("water", 3)
except Shortage as error:
    print(type(error).__name__, error.missing)
try:
    assert 1 + 1 == 3, "arithmetic"
except AssertionError as error:
    print("assert:", error)
for index in (0, 7):
    try:
        print([1, 2, 3][index])
    except IndexError as error:
        print(error)
try:
    print({"a": 1}["b"])
except KeyError as error:
    print("key", error)
try:
    print("abc".index("x"))
except ValueError as error:
    print(error)
