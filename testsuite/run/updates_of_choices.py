# Containers that are chosen where they are updated.
def parted(holds, values):
    yes, no = [], []
    for value in values:
        (yes if holds(value) else no).append(value)
    return yes, no


def merged(a, b):
    result = []
    while a and b:
        result.append((a if a[0] <= b[0] else b).pop(0))
    return result + a + b


print(parted(lambda n: n % 2, range(7)), merged([1, 4, 6], [2, 3, 9]))
low, other, high = [], [], {}
for n in [5, 50, 500, 7, 70, 700]:
    if n > 100:
        high.setdefault(n % 10, []).append(n)
    else:
        (low if n < 10 else low if n == 50 else other).append(n)
print(low, other, high)
groups = {"odd": [], "even": [], "zero": []}
for n in range(5):
    (groups["zero"] if n == 0 else groups["odd"] if n % 2 else groups["even"]).append(n * 10)
print(groups)


def counted(text):
    vowels, others = {}, {}

    def note(letter):
        (vowels if letter in "aeiou" else others).update({letter: text.count(letter)})

    for letter in text:
        note(letter)
    return vowels, others


print(counted("banana bread"))


class Sides:
    def __init__(self, values):
        self.left = []
        self.right = []
        for i, value in enumerate(values):
            (self.left if i % 2 == 0 else self.right).insert(0, value)


sides = Sides("abcde")
print(sides.left, sides.right)
left, right = [1, 2], []
print((left if left else right).pop(), (right if left else left).extend([4, 5]), len(left), len(right))
(left if right else right).pop(5)
