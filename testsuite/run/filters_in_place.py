"""A filter may use the memory of the list it walks, if it is the last to need that."""
import sys


def keep_odd(xs):
    return [x for x in xs if x % 2 == 1]


def chain(n):
    xs = [i * 7 % 1000 for i in range(n)]
    xs = [x for x in xs if x > 100]
    xs = [x for x in xs if x % 3]
    xs.append(-1)
    xs = [x for x in xs if x < 900]
    xs.extend(xs)
    return len(xs), sum(xs)


def held_twice(xs):
    ys = xs
    zs = keep_odd(xs)
    return ys, zs


def in_object():
    table = {"a": [1, 2, 3, 4], "b": [5, 6]}
    odd = keep_odd(table["a"])
    table["b"] = [x for x in table["b"] if x > 5]
    rows = [[1, 2, 3], [4, 5, 6]]
    rows[1] = [x for x in rows[1] if x != 5]
    rows = [[x for x in row if x > 1] for row in rows]
    return odd, table, rows


def raises_in_the_middle(xs):
    try:
        xs = [x for x in xs if 12 // x > 2]
    except ZeroDivisionError:
        return xs, "raised"
    return xs, "all"


def reads_itself(xs):
    return [x for x in xs if x > xs[0]]


def tail(xs):
    return [x for x in xs[1:] if x > 2]


def backwards(xs):
    return [x for x in reversed(xs) if x > 2]


def other_value(xs):
    return [x + 1 for x in xs if x > 2]


def constant(xs):
    return [7 for x in xs if x > 2]


def as_float(xs):
    return [1.5 for x in xs if x > 2]


def pairs(ps):
    ps = [(b, a) for a, b in ps if a != b]
    return [(a, b) for a, b in ps if a < b], [(a, b) for a, b in ps if a > b]


data = [3, 1, 4, 1, 5, 9, 2, 6]


def emptied(x):
    global data
    data = []
    return x > 2


def user_code_lets_go():
    return [x for x in data if emptied(x)]


stack = [[5, 6, 7, 8]]


def popped():
    top = stack[-1]
    return [x for x in top if x > (len(stack.pop()) if stack else 0)]


def join(a, b):
    return a + b


def joins():
    empty = [0][:0]
    left = join(empty, [1, 2]) + [3]
    right = join([1, 2], empty)
    twice = left + left
    twice += twice
    words = ["a" * i for i in range(4)]
    more = words + words
    more += [w + "!" for w in words]
    more = [] + more
    words.extend(words)
    return left, right, twice, more, words, empty


n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
print(chain(n), chain(10 * n), chain(0))
print(held_twice([1, 2, 3]), held_twice([]))
print(in_object())
print(raises_in_the_middle([3, 4, 0, 2]), raises_in_the_middle([3, 4, 9]))
print(reads_itself([3, 1, 4, 1, 5]), tail([5, 1, 3, 4]), tail([5]), backwards([1, 5, 3]))
print(other_value([1, 5, 3]), constant([1, 5, 3]), as_float([1, 5, 3]))
print(pairs([(1, 2), (3, 3), (5, 4), (2, 9)]))
print(user_code_lets_go(), data)
print(popped(), stack)
print(joins())


def of_dying_holder(n):
    rows = [[i, i + 1, -i] for i in range(n)]
    return [x for x in rows[n // 2] if x > 0]


def of_dying_table(n):
    table = {"a": list(range(n)), "b": list(range(n, 2 * n))}
    low = [x for x in table["b"] if x < n + 3]
    return low


class Holder:
    def __init__(self, n):
        self.items = list(range(n))

    def even(self):
        return [x for x in self.items if x % 2 == 0]


def parts_of_dying_holder(n):
    rows = [list(range(i)) for i in range(n)]
    row = rows[n - 1]
    low = [x for x in row if x < 4]
    high = [x for x in row if x >= 4]
    return low, high


for size in (3, 10, 40):
    print(of_dying_holder(size), of_dying_table(size), Holder(size).even())
    print(parts_of_dying_holder(size))
