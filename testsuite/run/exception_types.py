try:
    raise UnicodeError("x")
except ValueError as e:
    print(type(e) is ValueError, type(e) == UnicodeError, type(e).__name__, e.__class__.__name__)
class A(Exception): pass
class B(A): pass
try:
    raise B("hello", 3)
except A as e:
    print(type(e) is A, type(e) is B, type(e) == B, type(e) != A)
    print(str(e), repr(e))
print(type(3), type("a"), type([1]))
