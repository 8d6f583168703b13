class A:
    def __eq__(self, other):
        print("A.__eq__", end=" ")
        return True

    def __lt__(self, other):
        print("A.__lt__", end=" ")
        return True

    def __gt__(self, other):
        print("A.__gt__", end=" ")
        return False

    def __add__(self, other):
        print("A.__add__", end=" ")
        return "A+"

    def __radd__(self, other):
        print("A.__radd__", end=" ")
        return "+A"

    def __mul__(self, other):
        print("A.__mul__", end=" ")
        return NotImplemented

    def __sub__(self, other):
        print("A.__sub__", end=" ")
        return NotImplemented


class B(A):
    def __eq__(self, other):
        print("B.__eq__", end=" ")
        return NotImplemented

    def __gt__(self, other):
        print("B.__gt__", end=" ")
        return "B>"

    def __radd__(self, other):
        print("B.__radd__", end=" ")
        return "+B"

    def __rmul__(self, other):
        print("B.__rmul__", end=" ")
        return "*B"

    def __rsub__(self, other):
        print("B.__rsub__", end=" ")
        return NotImplemented


class C(A):
    pass


class D(B):
    def __add__(self, other):
        print("D.__add__", end=" ")
        return NotImplemented


print(A() == B(), B() == A(), A() == C(), C() == A(), B() == B())
print(A() != B(), B() != A(), A() != C(), C() != A(), A() != D())
print(A() < B(), B() < A(), A() > B(), A() < C(), C() < A(), A() > C(), B() > D())
print(A() + B(), B() + A(), A() + C(), C() + A(), A() + A(), B() + B())
print(A() + D(), D() + A(), B() + D(), D() + B(), C() + B(), D() + C())
print(A() * B(), A() * D(), C() * B())
for left in [A(), B(), C(), D()]:
    for right in [A(), B(), C(), D()]:
        print(left == right, left != right, left < right, left > right)
        try:
            print(left + right)
        except TypeError as e:
            print(e)
        try:
            left -= right
            print(left)
        except TypeError as e:
            print(e)


class P:
    pass


class Q(P):
    def __radd__(self, other):
        return "Q.__radd__"

    def __eq__(self, other):
        return "Q.__eq__"

    def __le__(self, other):
        return "Q.__le__"


print(P() + Q(), P() == Q(), Q() == P(), P() >= Q(), P() != Q())
