import math
def newton(f, df, x, tol=1e-12, limit=50):
    for i in range(limit):
        fx = f(x)
        if abs(fx) < tol:
            return x, i
        d = df(x)
        if d == 0:
            raise ZeroDivisionError("flat")
        x -= fx / d
    raise RuntimeError("no convergence after %d steps" % limit)
root, n = newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0)
print(f"{root:.10f} {n}")
root, n = newton(math.cos, lambda x: -math.sin(x), 1)
print(root, n)
for f, df, x0 in [(lambda x: x ** 2 + 1, lambda x: 2 * x, 0.0), (lambda x: x ** 3 - x - 2, lambda x: 3 * x ** 2 - 1, 1.5)]:
    try:
        print("%.8f in %d" % newton(f, df, x0))
    except (ZeroDivisionError, RuntimeError) as e:
        print(type(e).__name__, "-", e)
def bisect(f, lo, hi, eps=1e-9):
    while hi - lo > eps:
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0:
            hi = mid
        else:
            lo = mid
    return (lo + hi) / 2
print(round(bisect(lambda x: math.exp(x) - 3, 0, 2), 6))
def simpson(f, a, b, n=100):
    h = (b - a) / n
    s = f(a) + f(b)
    for i in range(1, n):
        s += f(a + i * h) * (4 if i % 2 else 2)
    return s * h / 3
print(simpson(math.sin, 0, math.pi), simpson(lambda t: t ** 2, 0, 3))
def rk4(f, y, t, h):
    k1 = f(t, y)
    k2 = f(t + h / 2, y + h * k1 / 2)
    k3 = f(t + h / 2, y + h * k2 / 2)
    k4 = f(t + h, y + h * k3)
    return y + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
y, t = 1.0, 0.0
while t < 1 - 1e-9:
    y = rk4(lambda t, y: -2 * t * y, y, t, 0.1)
    t += 0.1
print(y, math.exp(-1))
