def shell_sort(a):
    gap = len(a) // 2
    while gap > 0:
        for i in range(gap, len(a)):
            tmp = a[i]
            j = i
            while j >= gap and a[j - gap] > tmp:
                a[j] = a[j - gap]
                j -= gap
            a[j] = tmp
        gap //= 2
    return a


def comb_sort(data: list) -> list:
    shrink = 1.3
    gap = len(data)
    completed = False
    while not completed:
        gap = int(gap / shrink)
        if gap <= 1:
            gap = 1
            completed = True
        index = 0
        while index + gap < len(data):
            if data[index] > data[index + gap]:
                data[index], data[index + gap] = data[index + gap], data[index]
                completed = False
            index += 1
    return data


def gnome_sort(lst: list) -> list:
    if len(lst) <= 1:
        return lst
    i = 1
    while i < len(lst):
        if lst[i - 1] <= lst[i]:
            i += 1
        else:
            lst[i - 1], lst[i] = lst[i], lst[i - 1]
            i -= 1
            if i == 0:
                i = 1
    return lst


def cocktail(a):
    for i in range(len(a) - 1, 0, -1):
        swapped = False
        for j in range(i, 0, -1):
            if a[j] < a[j - 1]:
                a[j], a[j - 1] = a[j - 1], a[j]
                swapped = True
        for j in range(i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a


for f in (shell_sort, comb_sort, gnome_sort, cocktail):
    print(f.__name__, f([4, 5, 2, 1, 2]), f([]), f([-4, 0, 13, -7]))
