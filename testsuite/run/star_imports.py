# `from MODULE import *` of modules of Python's library: each name that they bind, over
# builtins (pow) and under what the module binds itself.
from math import *
from string import *
from typing import *


def hypotenuse(a: float, b: float) -> Optional[float]:
    return sqrt(a * a + b * b)


def lengths(words: List[str]) -> Dict[str, int]:
    return {word: len(word) for word in words}


def local_names(n):
    e = n * 2
    return e + sqrt(n)


print(hypotenuse(3, 4), pi, floor(e), pow(2, 3), gcd(12, 18))
print(lengths(["a", "bcd"]), local_names(4), digits, "é" in ascii_letters)
for e in [1, 2]:
    print(e, sin(0))


def dist(a, b):
    return abs(a - b)


print(dist(3, 9), inf, nan)
try:
    print(factorial(-1))
except ValueError as error:
    print(error)
