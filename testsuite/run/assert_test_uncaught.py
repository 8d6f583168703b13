x = 0
y = 2
def f(v):
    return v
def g():
    if y: assert x
g()
