"""Lists of many megabytes: their memory is given back while they are filtered and joined."""


def noise(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    return x ^ (x >> 16)


def split(xs, pivot):
    below = [x for x in xs if x < pivot]
    equal = [x for x in xs if x == pivot]
    above = [x for x in xs if x > pivot]
    return above + equal + below


def main():
    n = 6_000_000
    xs = [noise(i) for i in range(n)]
    keep = xs[:3] + xs[-3:]
    pivot = xs[n // 3]
    total = sum(xs)
    held = xs
    ys = split(held, pivot)
    print(len(xs), xs[:3] + xs[-3:] == keep, sum(xs) == total)
    print(len(ys), sum(ys) == total, ys[0], ys[-1], ys[n // 2])
    del held, xs
    for k in range(3):
        ys = split(ys, ys[k])
        print(len(ys), sum(ys) == total, ys[0], ys[-1], ys[n // 2])
    few = [y for y in ys if y < 1000]
    none = [y for y in ys if y < 0]
    most = [y for y in ys if y >= 1000]
    print(sorted(few), none, len(most), most[:5], most[-5:])
    print(sum(most + few) == total)


main()
