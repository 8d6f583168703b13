# A key that reads the list which is being sorted: only a bare `except` sees forac's refusal.
xs = [3, 1, 2]


def sort_them():
    try:
        xs.sort(key=lambda v: xs.count(v))
    except Exception:
        print("not caught as an Exception")


try:
    sort_them()
except:
    pass
print("on")
