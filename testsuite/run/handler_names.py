e = 5
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as e:
        print(e)
        continue
try:
    print(e)
except NameError as n:
    print(n)
def f():
    for i in range(3):
        try:
            try:
                raise KeyError(i)
            except KeyError as err:
                if i == 1:
                    break
                print("err", err)
        finally:
            print("fin", i)
    try:
        print(err)
    except UnboundLocalError as u:
        print(u)
    return 1
f()
def g():
    try:
        try:
            raise ValueError("x")
        except ValueError as v:
            return str(v)
        finally:
            try:
                print(v)
            except UnboundLocalError as u:
                print("unbound", u)
    finally:
        pass
print(g())

def late():
    for i in range(3):
        try:
            if i == 1:
                raise ValueError("a")
        except ValueError as e:
            print("in", e)
            break
    print(e)
try:
    late()
except UnboundLocalError as u:
    print(u)
