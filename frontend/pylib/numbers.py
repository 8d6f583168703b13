"""Functions of math over iterables and unpacked arguments."""
import math


def gcd_of(numbers):
    result = 0
    for number in numbers:
        result = math.gcd(result, number)
    return result


def lcm_of(numbers):
    result = 1
    for number in numbers:
        result = math.lcm(result, number)
    return result


def hypot_of(numbers):
    return math.dist([_fora_real(x) for x in numbers], [0.0 for x in numbers])


def prod_of(numbers, start):
    result = start
    for number in numbers:
        result = result * number
    return result


def perm_of_all(count, chosen):
    return math.factorial(count)


def fsum_of(numbers):
    return math.fsum([_fora_real(x) for x in numbers])


def dist_of(a, b):
    return math.dist([_fora_real(x) for x in a], [_fora_real(x) for x in b])


def several_items(items, name):
    """max(*items) of one item would look into it."""
    if len(items) == 0:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    if len(items) == 1:
        raise TypeError(f"'{type(items[0]).__name__}' object is not iterable")
