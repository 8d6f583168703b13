# What functions of module math take for a number: no text, though float() reads one.
import math


class Real:
    def __float__(self):
        return 2.5


for item in [1, 2.5, True, "1.5", None, [3]]:
    try:
        print(math.fsum([item, 1]))
    except TypeError as e:
        print(e)
    try:
        print(math.dist([item], [1]))
    except TypeError as e:
        print(e)
    try:
        print(math.dist((item, 2, 3, 4), [0, 0, 0, 0]))
    except TypeError as e:
        print(e)
    try:
        legs = [item, 2]
        print(math.hypot(*legs))
    except TypeError as e:
        print(e)
print(math.fsum([Real(), 1]), math.fsum(map(float, ["1.5", "2"])), math.fsum({1: 2, 3: 4}))
