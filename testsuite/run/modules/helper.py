from typing import List

print("helper is loaded")

SCALE = 10
Row = List[int]
count = len([1, 2, 3])


def scaled(x):
    return x * SCALE


if __name__ == "__main__":
    print("not reached")
