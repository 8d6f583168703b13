# divmod, round, math.floor, math.ceil and math.trunc of objects that have methods for them.
import math


class Ratio:
    def __init__(self, over, under=1):
        self.over = over
        self.under = under

    def __repr__(self):
        return f"{self.over}/{self.under}"

    def __floordiv__(self, other):
        return self.over * other.under // (self.under * other.over)

    def __mod__(self, other):
        times = self // other
        return Ratio(self.over * other.under - times * other.over * self.under,
                     self.under * other.under)

    def __divmod__(self, other):
        if isinstance(other, int):
            other = Ratio(other)
        if not isinstance(other, Ratio):
            return NotImplemented
        return self // other, self % other

    def __rdivmod__(self, other):
        return divmod(Ratio(other), self)

    def __round__(self, digits=None):
        value = self.over / self.under
        return round(value) if digits is None else round(value, digits)

    def __floor__(self):
        return self.over // self.under

    def __ceil__(self):
        return -(-self.over // self.under)

    def __trunc__(self):
        return int(self.over / self.under)


class Step:
    def __divmod__(self, other):
        return f"by {other}"

    def __round__(self):
        return "whole"


seven = Ratio(-7, 2)
print(divmod(seven, Ratio(2, 3)), divmod(seven, 2), divmod(9, Ratio(2)))
print(round(seven), round(seven, 1), round(Ratio(22, 7), 3))
print(math.floor(seven), math.ceil(seven), math.trunc(seven))
print(divmod(Step(), 3), divmod(Step(), "x"), round(Step()))
print([round(value) for value in (seven, 2.5, 4, Ratio(1))])
for other in ("x", 1.5):
    try:
        print(divmod(seven, other))
    except TypeError as error:
        print(error)
try:
    print(divmod(1, Step()))
except TypeError as error:
    print(error)
