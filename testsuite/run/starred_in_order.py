# What a starred argument or element gives is there before the next one is evaluated.
class Noisy:
    def __init__(self, *values):
        self.values = values

    def __iter__(self):
        print("iter", self.values)
        return iter(self.values)


def noted(value):
    print("noted", value)
    return value


def given(*values, **named):
    return values, named


def added(a, b, c=0):
    return a + b + c


two = Noisy(1, 2)
print(given(*two), added(*two), max(*two))
print(given(*two, noted(3)), [*two, noted(3)], (*two, noted(3), *Noisy(4)))
print(*two, noted(3))
print(sorted({*two, noted(3)}), given(*two, last=noted(9)), given(0, *two, last=noted(9)))
print(given(*map(noted, [1, 2]), noted(3)))
print(given(0, *(noted(value) for value in (1, 2)), noted(3)))
print([*[*two, 0], noted(3)], given(*filter(noted, [0, 5]), *two, noted(6)))
rest = (7, "x", 2.5)
print(given(*rest, noted(1)), added(*rest[::2], noted(1)), [*rest, noted(1)])
print(given(*"ab", noted("c"), *range(2), *{3: 4}, *[noted(5)]))
