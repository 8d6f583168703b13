"""An index out of range in the second block of lanes."""


def at(row, i, shift):
    s = 0.0
    for k in range(2):
        s += row[i + k * shift]
    return s


def main():
    row = [0.5 * i for i in range(20)]
    print([at(row, i, -3) for i in range(20)])
    print([sum(row[i] * k for k in range(2)) for i in range(20)])
    try:
        print([at(row, i, 9) for i in range(20)])
    except IndexError as e:
        print("caught", e)


main()
