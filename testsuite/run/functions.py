"""Functions: defaults, keywords, star arguments, recursion, closures, lambdas."""


def greet(name, greeting="Hello", mark="!"):
    return f"{greeting}, {name}{mark}"


def total(*numbers):
    result = 0
    for n in numbers:
        result += n
    return result


def describe(first, *rest, sep="-"):
    return str(first) + sep + str(len(rest))


def only_keywords(*, width, height=2):
    return width * height


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def adder(n):
    def add(x):
        return x + n
    return add


def twice(f, x):
    return f(f(x))


def compose(f, g):
    return lambda x: f(g(x))


def outer(n):
    def factorial(k):
        return 1 if k < 2 else k * factorial(k - 1)
    return factorial(n)


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count
    return step() + step() + step()


def swap(pair):
    a, b = pair
    return b, a


def many_returns(n):
    if n < 0:
        return "negative"
    for k in range(n):
        if k * k == n:
            return "square"
    else:
        if n > 10:
            return "big"
    return "other"


def no_return(n):
    if n > 5:
        print("more than five")


print(greet("Ada"), greet("Bob", "Hi"), greet("Cy", mark="?"), greet(greeting="Yo", name="Di"))
print(total(), total(1), total(1, 2, 3))
print(describe(1), describe("a", 2, 3, sep="+"))
print(only_keywords(width=3), only_keywords(height=5, width=1))
print(gcd(48, 36), is_even(10), is_odd(7), is_even(7))
add_three = adder(3)
print(add_three(4), twice(add_three, 1), twice(lambda s: s + s, "ab"))
print(compose(lambda x: x * 2, lambda x: x + 1)(5))
print(outer(10), counter())
print(swap((1, "x")), swap(("y", 2.5)))
print(many_returns(-1), many_returns(9), many_returns(12), many_returns(7))
print(no_return(9), no_return(1))
values = (1, 2, 3)
print(total(*values), total(*[4, 5], 6))
print((lambda a, b=10: a + b)(1), (lambda *xs: len(xs))(1, 2, 3))
