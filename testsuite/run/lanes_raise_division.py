"""A division by zero in lane 3 of the second block."""


def quotient(x, y):
    total = 0.0
    for k in range(3):
        total += x / (y - k)
    return total


def safe(x, y):
    if y == 0.0:
        return 0.0
    return x / y


def main():
    ys = [i * 0.5 + 3.0 for i in range(11)] + [1.0] + [i * 0.5 + 3.0 for i in range(20)]
    print([safe(1.0, i - 11.0) for i in range(32)])
    print([quotient(i, ys[i]) for i in range(11)])
    try:
        print([quotient(i, ys[i]) for i in range(32)])
    except ZeroDivisionError as e:
        print("caught", e)


main()
