# A module's variable hides the builtin of its name only once it is assigned.
from math import pi
print(sum([1, 2, 3]))
sum = sum(x for x in [1, 2, 3])
print(sum)
list = list(range(3))
print(list)
print(abs(-3))


def abs(x):
    return x + 100


print(abs(-3))
print(min(3.5, 2))
from math import floor as min

print(min(3.5))
for i in range(2):
    print(len([1, 2]))
len = 5
print(len)


class TimeoutError(TimeoutError):
    pass


try:
    raise TimeoutError("x")
except OSError as e:
    print(type(e).__name__, e)


def show():
    return max, str(3)


max = 3
print(show())
if max > 2:
    id = 4
else:
    id = 5
print(id)
try:
    round = int("x")
except ValueError:
    round = 2
print(round)
for type in range(3):
    print(type)
while True:
    next = 3
    if next:
        break
print(next)
if True:
    dict = 3
    print(dict)
print([any for any in [1]], any([0]))
print(sorted("ba", key=lambda c: ord(c)))
sorted = [all([1])]
print(sorted)


class A:
    set = set([1])
    bool = 2
    print(set, bool)
    bool = bool


set = 2
print(A.set, set)
