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


def checked_length(length):
    """What a __len__ answers, as len() gives it."""
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    return length


def checked_hash(number):
    """What a __hash__ answers, as hash() gives it: -1 stands for an error in CPython."""
    return -2 if number == -1 else number
