class A:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return NotImplemented if self.x == 0 else self.x == other.x


if A(0) == A(0):
    print("eq")
if A(0) != A(0):
    print("ne")
print(A(0) in [A(0)], [A(0)].count(A(0)))
print(A(0) == A(0), A(0) != A(0), A(1) == A(1), A(1) != A(1), A(2) == A(1))
print(A(0) == A(1), A(1) == A(0), A(0) != A(1), A(0) in (A(1), A(0)))
same = A(0)
print(same == same, same != same, same in [same])
print([A(0), A(1)] == [A(0), A(1)], [A(1)] == [A(1)], (A(1), 2) == (A(1), 2))


class Never:
    def __eq__(self, other):
        return NotImplemented

    def __ne__(self, other):
        return NotImplemented


n = Never()
print(n == n, n != n, n == Never(), n != Never(), n == 1, 1 != n)


class Order:
    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        return NotImplemented if self.x == 0 else self.x < other.x

    def __gt__(self, other):
        return NotImplemented if self.x == 0 else self.x > other.x


def less(a, b):
    try:
        return a < b
    except TypeError as e:
        return str(e)


for a in range(3):
    for b in range(3):
        print(a, b, less(Order(a), Order(b)))
try:
    print([o.x for o in sorted([Order(0), Order(0)], key=lambda o: o)])
except TypeError as e:
    print(e)


class Unequal:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        print("Unequal.__eq__")
        return NotImplemented if self.x == 0 else "yes"

    def __ne__(self, other):
        print("Unequal.__ne__")
        return NotImplemented


class Plain:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        print("Plain.__eq__")
        return NotImplemented if self.x == 0 else []


print(Unequal(0) != Plain(0), Unequal(0) != Plain(1), Plain(0) != Unequal(0))
print(Unequal(1) == Plain(1), Plain(1) == Unequal(1), Plain(1) != Unequal(1))
print(Plain(0) == Unequal(0), Plain(0) == 1)


class Mixed:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        if self.x == 0:
            return NotImplemented
        if self.x == 1:
            return "text"
        return 5


print([Mixed(i) == Mixed(j) for i in range(3) for j in range(3)])
print([Mixed(i) != Mixed(j) for i in range(3) for j in range(3)])
