# Bounds that the compiler proves of integers, at their edges: sums that just fit or just do
# not, remainders, loops, recursion, globals, comparisons.
HIGH = 9223372036854775807
LOW = -HIGH - 1
MODULUS = 1000000007
changed = 5


def leaf(i):
    return 5 * i + 1


def counted(n):
    total = 0
    for i in range(n):
        total = (total + leaf(i)) % MODULUS
    return total


def power(base, exponent):
    result = 1
    base %= MODULUS
    while exponent:
        if exponent & 1:
            result = result * base % MODULUS
        base = base * base % MODULUS
        exponent >>= 1
    return result


def change(by):
    global changed
    changed = changed + by
    return changed


def sign(x):
    if x < 0:
        return -1
    return 1 if x > 0 else 0


def clamp(x, low, high):
    return max(low, min(x, high))


def nearly(x):
    # x is at most HIGH - 1 in the first branch, so the sum fits.
    if x < HIGH:
        return x + 1
    return x


def tried(text, function, *arguments):
    try:
        r = function(*arguments)
        print(text, r if LOW <= r <= HIGH else "overflow")
    except ZeroDivisionError as error:
        print(text, error)
    except:
        print(text, "overflow")


def add(a, b):
    return a + b


def multiply(a, b):
    return a * b


def subtract(a, b):
    return a - b


def divide(a, b):
    return a // b


def remainder(a, b):
    return a % b


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def down(n):
    return 0 if n <= 0 else 1 + down(n - 2)


def gap(xs):
    most = 0
    for i in range(1, len(xs)):
        most = max(most, abs(xs[i] - xs[i - 1]))
    return most


def binary_search(xs, x):
    low, high = 0, len(xs)
    while low < high:
        middle = (low + high) // 2
        if xs[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    print(counted(0), counted(1), counted(1000))
    print(power(3, 10**15), power(-7, 12345), power(0, 0))
    print(change(3), change(-100), change(HIGH - 1000), changed)
    edges = [LOW, LOW + 1, -MODULUS, -3, -1, 0, 1, 2, MODULUS, HIGH - 1, HIGH]
    print([sign(x) for x in edges], [clamp(x, -10, 10) for x in edges])
    print([nearly(x) for x in edges])
    for a in edges:
        for b in [LOW, -3, -1, 0, 1, 2, HIGH]:
            tried("+", add, a, b)
            tried("-", subtract, a, b)
            tried("*", multiply, a, b)
            tried("//", divide, a, b)
            tried("%", remainder, a, b)
    print([x % MODULUS for x in edges], [x // MODULUS for x in edges])
    print([x % 7 for x in edges], [x // 7 for x in edges], [x % -7 for x in edges])
    print([(x % 10 - 5) % 3 for x in edges], [(x & 255) - 300 for x in edges])
    print([(x >> 60) * 3 for x in edges], [(x % 1000 << 50) // 7 for x in edges])
    print(collatz(27), down(101), gap([3, -4, 10**15, 7]), gap([]), gap([1]))
    print([binary_search(list(range(0, 100, 7)), x) for x in range(-1, 100, 9)])
    x = 0
    while x < HIGH - 3:
        x += HIGH // 4
    print(x)
    for i in range(HIGH - 3, HIGH):
        print(i, i + 1)
    for i in range(LOW + 3, LOW, -1):
        print(i, i - 1)
    try:
        y = 1
        for i in range(70):
            y *= 2
            if y > HIGH:
                print("overflow")
                break
    except:
        print("overflow")


main()
