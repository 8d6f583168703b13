"""The program's own exception, raised by some lanes only."""


class TooSmall(Exception):
    pass


def root(x):
    if x < 0.0:
        raise TooSmall(f"no root of {x}")
    guess = 1.0
    for _ in range(20):
        guess = (guess + x / guess) / 2.0
    return guess


def main():
    print([root(i) for i in range(20)])
    try:
        print([root(12.0 - i) for i in range(20)])
    except TooSmall as e:
        print("caught", e)
    try:
        print([root(17.5 - i) for i in range(40)])
    except TooSmall as e:
        print("caught", e)


main()


def stuck(x):
    """Never ends for some elements; the first one raises before they are reached."""
    while x > 0.0:
        x += 1.0
    if x < 0.0:
        raise TooSmall(f"{x}")
    return x


def first_raises():
    try:
        print([stuck(x) for x in [0.0] * 9 + [-1.0] + [2.0] * 8])
    except TooSmall as e:
        print("caught", e)


first_raises()
