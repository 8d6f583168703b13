class MyError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code

class Sub(MyError):
    pass

def f(n):
    if n == 0:
        raise ValueError("zero")
    if n == 1:
        raise MyError(7, "one")
    if n == 2:
        raise Sub(8, "two")
    if n == 3:
        return 1 // 0
    if n == 4:
        return [1, 2][n]
    if n == 5:
        return {"a": 1}["b"]
    return n

def g(n):
    try:
        x = f(n)
    except ValueError as e:
        print("value", e)
        return -1
    except MyError as e:
        print("my", e.code, e)
        return -2
    except (ZeroDivisionError, IndexError) as e:
        print("arith", e)
        return -3
    except KeyError as e:
        print("key", e)
        return -4
    else:
        print("fine", x)
    finally:
        print("finally", n)
    return x

for i in range(7):
    print(g(i))

def loop():
    total = 0
    for i in range(10):
        try:
            if i == 3:
                continue
            if i == 7:
                break
            total += 10 // (i - 5)
        except ZeroDivisionError:
            total += 1000
            continue
        finally:
            total += 1
    return total
print(loop())

def context():
    try:
        try:
            f(0)
        except ValueError as e:
            raise KeyError("k") from e
    except KeyError as e:
        print(type(e).__name__, e)
        try:
            f(3)
        except ZeroDivisionError:
            print("inner")
context()

def slots():
    xs = [1, 2, 3]
    try:
        xs.append(4)
        xs.append(5)
        print(xs[10])
        xs.append(6)
    except IndexError:
        print("caught", xs)
        xs.append(7)
    return xs
print(slots())

def nested(n):
    try:
        try:
            return f(n)
        except ValueError:
            raise
        finally:
            print("f1")
    except ValueError:
        return "again"
    finally:
        print("f2")
print(nested(0))
print(nested(6))
f(1)
