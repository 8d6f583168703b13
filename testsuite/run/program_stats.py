import math
data = [2.5, 3.1, 4.7, 5.0, 2.2, 8.9, 3.3, 4.4]
n = len(data)
mean = sum(data) / n
var = sum((x - mean) ** 2 for x in data) / (n - 1)
sd = math.sqrt(var)
print(f"mean={mean:.4f} var={var:.4f} sd={sd:.4f}")
s = sorted(data)
median = s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2
print("median", median, "range", max(s) - min(s))
def quantile(xs, q):
    pos = (len(xs) - 1) * q
    lo = math.floor(pos)
    hi = math.ceil(pos)
    if lo == hi:
        return xs[int(pos)]
    return xs[lo] * (hi - pos) + xs[hi] * (pos - lo)
print([round(quantile(s, q), 3) for q in (0, 0.25, 0.5, 0.75, 1)])
xs = list(range(10))
ys = [2 * x + 1 + (-1) ** x * 0.5 for x in xs]
def linreg(xs, ys):
    n = len(xs)
    sx, sy = sum(xs), sum(ys)
    sxx = sum(x * x for x in xs)
    sxy = sum(x * y for x, y in zip(xs, ys))
    slope = (n * sxy - sx * sy) / (n * sxx - sx ** 2)
    return slope, (sy - slope * sx) / n
slope, icpt = linreg(xs, ys)
print("%.5f %.5f" % (slope, icpt))
hist = [0] * 5
for x in data:
    hist[min(int((x - 2) / 1.5), 4)] += 1
for i, h in enumerate(hist):
    print(f"{2 + i * 1.5:4.1f}-{2 + (i + 1) * 1.5:4.1f} {'#' * h}")
z = [(x - mean) / sd for x in data]
print(*[f"{v:+.2f}" for v in z])
print(math.isclose(sum(z), 0, abs_tol=1e-9), round(math.fsum(data), 2), math.prod([1, 2, 3, 4]))
cov = sum((a - mean) * (b - mean) for a, b in zip(data, data[1:])) / (n - 1)
print(round(cov, 6))
