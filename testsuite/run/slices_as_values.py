xs = [1, 2, 3, 4]
xs[0:2].reverse()
print(xs)
s = slice(0, 2)
xs[s].reverse()
print(xs)
xs[s].append(9)
xs[s][0] = 100
print(xs, xs[s])
xs[s] += [7]
print(xs)
xs[s] = [0]
print(xs)
del xs[s]
print(xs)
