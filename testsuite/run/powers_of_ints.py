for e in range(-3, 4):
    print(e, 10 ** e, 2 ** -e)
n = 3
print(2 ** n, 2 ** -n, -2 ** -n, (-2) ** -n)
for k in [-1, 0, 2]:
    print(4 ** k)
print(round(2.5 * 10 ** -n, 6))
print([2 ** -i for i in range(4)])
print(sum(2 ** -i for i in range(5)))
print(pow(2, -2), pow(2, n))
def f(b, e):
    return b ** e
print(f(2, 10), f(2.0, -1), f(2, 0))
x = True ** -1
print(x, type(2 ** -1).__name__)
