x = 0
y = 2
def f(v):
    return v
def g():
    assert not (y == 2 or x)
g()
