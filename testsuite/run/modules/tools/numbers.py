LIMIT = 3


def mean(xs):
    return sum(xs) / len(xs)
