class A:
    def __init__(s, cb):
        s.handle = cb

    def handle(s, x):
        return ("def", x)

class B(A):
    def __init__(s, n):
        super().__init__(lambda x: ("b", x + n))
        s.n = n

class E(Exception):
    def __init__(s, f):
        super().__init__("e")
        s.show = lambda: f

    def show(s):
        return "method"

print(A(lambda x: ("cb", x)).handle(2))
print(B(3).handle(4))
try:
    raise E("x")
except E as e:
    print(e.show())

class C:
    def __init__(s, c):
        s.count = c

    def count(s):
        return 1

print(C(5).count)
try:
    print(C(5).count())
except TypeError as e:
    print(e)
