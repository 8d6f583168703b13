try:
    try:
        raise KeyError(1)
    except KeyError as e:
        raise ValueError("x")
except ValueError:
    try:
        print(e)
    except NameError as n:
        print(n)


def f(k):
    e = "before"
    try:
        try:
            if k:
                raise KeyError(k)
        except KeyError as e:
            print("got", e)
            e = 5
            1 // (k - 1)
    except ZeroDivisionError:
        pass
    finally:
        print("fin")
    try:
        print(e)
    except UnboundLocalError as n:
        print(n)


f(0)
f(1)
f(2)


def g():
    for i in range(3):
        try:
            raise KeyError(i)
        except KeyError as err:
            try:
                raise ValueError(i) from err
            except ValueError as err:
                print(repr(err))
            try:
                print(err)
            except UnboundLocalError as n:
                print(n)
                if i == 1:
                    raise


try:
    g()
except UnboundLocalError as n:
    print("out", n)


def reraised():
    try:
        try:
            raise KeyError("k")
        except KeyError as e:
            raise
    except KeyError as other:
        print(repr(other))
        try:
            e
        except UnboundLocalError as n:
            print(n)


reraised()


def kept():
    global shared
    try:
        raise ValueError("shared")
    except ValueError as shared:
        raise RuntimeError(str(shared))


def show():
    print(shared)


for i in range(2):
    try:
        kept()
    except RuntimeError as r:
        print(r)
    try:
        show()
    except NameError as n:
        print(n)


def in_with(path):
    try:
        with open(path) as file:
            try:
                raise ValueError("w")
            except ValueError as e:
                raise OSError("o")
    except OSError as e:
        print(e)
    try:
        print(e)
    except UnboundLocalError as n:
        print(n)


in_with("/dev/null")


def uncaught():
    try:
        try:
            raise ValueError("first")
        except ValueError as e:
            print(e)
            raise TypeError("second")
    finally:
        print("end")


uncaught()
