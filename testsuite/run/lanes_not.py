"""Bodies that must not run in lanes, or not all of the time: what they do is seen."""


def noisy(x):
    print("at", x)
    return sum(x * k for k in range(3))


calls = 0


def counted(x):
    global calls
    calls += 1
    s = 0
    for k in range(3):
        s += x * k
    return s


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def words(x, line):
    return sum(len(w) * x for w in line.split())


def caught(x):
    try:
        return 10 // x
    except ZeroDivisionError:
        return -1


def main():
    print([noisy(i) for i in range(10)])
    print([counted(i) for i in range(18)], calls)
    print([fib(i) for i in range(12)])
    print([words(i, "a bb ccc") for i in range(9)])
    print([caught(i - 5) for i in range(11)])
    print([sum(d[k] for k in d) * i for i in range(9) for d in [{1: 2, 3: 4}]])
    text = ["a" * i for i in range(10)]
    print([sum(len(t) for t in text) + i for i in range(10)])
    print([[i * j for j in range(3)] for i in range(9)][8])
    squares = {i: i * i for i in range(9)}
    print([squares[i] + sum(range(i)) for i in range(9)])
    print([any(i * k > 20 for k in range(6)) for i in range(10)])
    print([max(i * k - k * k for k in range(6)) for i in range(10)])
    print([sum(1 for k in range(i) if k % 3 == 0) for i in range(10)])


main()
