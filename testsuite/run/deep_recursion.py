def f(n):
    return f(n + 1) + 1
try:
    f(0)
except RecursionError as e:
    print("deep")
s = 0
def h(n):
    return 0 if n == 0 else 1 + h(n - 1)
print(h(900))
def deep(n):
    if n == 0:
        raise ValueError("x")
    try:
        deep(n - 1)
    except ValueError as e:
        if n % 2:
            raise KeyError(n) from None
        raise
    except KeyError as e:
        raise ValueError("y")
try:
    deep(4)
except Exception as e:
    print(type(e).__name__, e)
