"""Lists of many megabytes: their memory is given back while they are filtered and joined."""


def split(xs, pivot):
    below = [x for x in xs if x < pivot]
    equal = [x for x in xs if x == pivot]
    above = [x for x in xs if x > pivot]
    return above + equal + below


def main():
    part = [(i * 2654435761 + 12345) % 1000003 for i in range(1100)]
    xs = split(part * 2000, part[333])
    rank = sum(1 for x in part if x > part[333])
    print(len(xs), xs[0], xs[-1], xs[2000 * rank - 1 : 2000 * rank + 1], rank)
    for i in (0, 12345, 999999, 2000 * rank + 5, 2199999):
        print(xs[i])
    few = [x for x in xs if x < 5000]
    print(len(few), few[:5], few[-5:])


main()
