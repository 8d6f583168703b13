# What is assigned to a slice and cannot be iterated over; formats that want more than there is.


def stepped(x, v):
    x[::2] = v


def whole(x, v):
    x[::1] = v


for action in (stepped, whole):
    for v in (5, None):
        try:
            action([1, 2, 3, 4], v)
        except TypeError as e:
            print(e)
try:
    print("%5%" % ())
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)
try:
    print("%5%" % 1)
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)
try:
    print("%y" % ())
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)
try:
    print("%d %" % 1)
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)
