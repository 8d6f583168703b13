import math
G = 9.81
def trajectory(v0, angle, dt=0.01):
    rad = math.radians(angle)
    x, y = 0.0, 0.0
    vx, vy = v0 * math.cos(rad), v0 * math.sin(rad)
    points = [(x, y)]
    while True:
        x += vx * dt
        vy -= G * dt
        y += vy * dt
        if y < 0:
            break
        points.append((x, y))
    return points
pts = trajectory(20, 45)
print(len(pts), "%.3f" % pts[-1][0], f"{max(p[1] for p in pts):.3f}")
def decay(n0, half_life, t):
    return n0 * 0.5 ** (t / half_life)
for t in range(0, 50, 10):
    print(f"{t:3d} {decay(1000, 12.5, t):10.4f}")
temps = {"mon": 21.5, "tue": 19.0, "wed": 23.25}
f = {d: c * 9 / 5 + 32 for d, c in temps.items()}
print(f, {d: "warm" if c > 20 else "cool" for d, c in temps.items()})
mean = sum(temps.values()) / len(temps)
print(f"{mean:.3f}", max(temps, key=lambda d: temps[d]), min(temps, key=temps.get))
def dot(a, b): return sum(x * y for x, y in zip(a, b))
def cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
def norm(a): return math.sqrt(dot(a, a))
u, v = (1, 2, 3), (4.0, 5.0, 6.5)
print(dot(u, v), cross(u, v), norm(u), math.acos(dot(u, v) / norm(u) / norm(v)))
def heat(u, steps, alpha=0.1):
    for _ in range(steps):
        u = [u[0]] + [u[i] + alpha * (u[i - 1] - 2 * u[i] + u[i + 1]) for i in range(1, len(u) - 1)] + [u[-1]]
    return u
print([round(t, 4) for t in heat([100.0] + [0.0] * 5 + [50.0], 10)])
def fft(xs):
    n = len(xs)
    if n == 1:
        return xs
    even, odd = fft(xs[0::2]), fft(xs[1::2])
    out = [(0.0, 0.0)] * n
    for k in range(n // 2):
        a = -2 * math.pi * k / n
        wr, wi = math.cos(a), math.sin(a)
        (er, ei), (orr, oi) = even[k], odd[k]
        tr, ti = wr * orr - wi * oi, wr * oi + wi * orr
        out[k] = (er + tr, ei + ti)
        out[k + n // 2] = (er - tr, ei - ti)
    return out
print([f"{math.hypot(r, i):.4f}" for r, i in fft([(float(x), 0.0) for x in [1, 2, 3, 4, 0, 0, 0, 0]])])
print(math.inf > 1e308, -math.inf, math.nan != math.nan, 1e308 * 10, round(-2.5), round(3.14159, 2), 5e-324, 1.7976931348623157e308)
