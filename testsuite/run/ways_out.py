"""Every way out of try, with and loops."""
log = []
def t(n):
    for i in range(3):
        try:
            if n == 0: return "ret"
            if n == 1: break
            if n == 2: continue
            if n == 3: raise ValueError(n)
            if n == 4: raise KeyError("k")
            print("body", n, i)
        except ValueError as e:
            print("caught", e, type(e).__name__)
            if i == 1: return "from handler"
        else:
            print("else", n, i)
        finally:
            print("finally", n, i)
    else:
        print("loop else", n)
        return "end"
    return "after"
for n in range(6):
    try:
        print(t(n))
    except KeyError as e:
        print("outer", e)

def fin_raises():
    try:
        try:
            return 1
        finally:
            print("inner fin")
            raise RuntimeError("in finally")
    except RuntimeError as e:
        print("got", e)
        return 2
    finally:
        print("outer fin")
print(fin_raises())

def fin_return():
    for i in [1, 2]:
        try:
            raise ValueError
        finally:
            return i
print(fin_return())

def nested(k):
    x = 0
    try:
        x = 1
        try:
            x = 2
            if k: raise ValueError("a")
            x = 3
        finally:
            x += 10
    except ValueError:
        return ("exc", x)
    return ("ok", x)
print(nested(0), nested(1))

def unbound(k):
    try:
        if k: raise ValueError
        y = 1
    except ValueError:
        pass
    return y
print(unbound(0))
try: unbound(1)
except UnboundLocalError as e: print(e)

def reraise():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            print("re")
            raise
    except ArithmeticError as e:
        print("again", e)
reraise()
def chain():
    try:
        try: {}["x"]
        except KeyError as e: raise ValueError("bad") from e
    except ValueError as e:
        print(e)
chain()
class M:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb):
        print("exit", v); return self.swallow
def w(s, k):
    with M(s) as m, M(False):
        if k == 0: return "early"
        if k == 1: raise ValueError("in with")
        print("in")
    return "late"
print(w(False, 0)); print(w(False, 2)); print(w(True, 1))
try: print(w(False, 1))
except ValueError as e: print("out", e)
def while_else(n):
    i = 0
    while i < n:
        if i == 3: break
        i += 1
    else:
        return "exhausted"
    return i
print(while_else(2), while_else(9))
def outer_jump():
    out = []
    for a in range(4):
        for b in range(a):
            if b == 2: break
        else:
            if a == 1: continue
            if a == 3: break
        out.append(a)
    return out
print(outer_jump())
def infinite():
    n = 0
    while True:
        n += 1
        if n > 5: return n
print(infinite())
def slots():
    total = 0
    items = []
    for s in ["1", "x", "3"]:
        try:
            items.append(s)
            total += int(s)
            items.append(total)
        except ValueError as err:
            items.append(str(err)[:7])
            total -= 1
        finally:
            total *= 2
    return total, items
print(slots())
def assertion(x):
    assert x > 0, f"bad {x}"
    return x
try: assertion(-1)
except AssertionError as e: print("AE", e)
try:
    assert False
except AssertionError as e: print(repr(e))
try:
    del log
    print(log)
except NameError as e: print(e)
