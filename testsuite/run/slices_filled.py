# Slices that are assigned from iterators.
def next_permutation(a):
    a = a[:]
    i = len(a) - 2
    while i >= 0 and a[i] >= a[i + 1]:
        i -= 1
    if i >= 0:
        j = len(a) - 1
        while a[j] <= a[i]:
            j -= 1
        a[i], a[j] = a[j], a[i]
    a[i + 1:] = reversed(a[i + 1:])
    return a


print(next_permutation([1, 3, 2]), next_permutation([3, 2, 1]), next_permutation([1, 5, 4, 2]))
xs = [1, 2, 3, 4]
xs[:] = (x * x for x in xs if x != 3)
print(xs)
xs[1:2] = map(str, xs[:2])
print(xs)
ys = [3, 1, 2]
ys[:] = reversed(ys)
print(ys)
ys[::2] = (y + 10 for y in ys[::2])
print(ys)
ys[1:] = zip("ab", "cd")
print(ys)
ys[:0] = filter(None, [0, 5, 0, 6])
print(ys)
ys[2:3] = enumerate("xy", 1)
print(ys)
try:
    ys[::2] = map(int, "12")
except ValueError as error:
    print(error)
try:
    ys[:] = map(int, "1x")
except ValueError as error:
    print(error, ys)
ys[::2] = (y for y in [1])
