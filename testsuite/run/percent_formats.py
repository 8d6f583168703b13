print("%d items" % 3, "%s=%r" % ("a", "b"), "%5.2f|%-8s|%08.3f" % (3.14159, "x", 2.5))
print("%x %o %X %e %g %c %c %%" % (255, 8, 255, 12345.678, 1e-7, "z", 65))
print("%*d|%-*d|%.*f" % (5, 3, 5, 3, 2, 1.23456))
print("%(name)s is %(age)d" % {"name": "Bob", "age": 5})
name = "x"
print("hello %s" % name)
print("%s" % [1, 2], "%s %s" % (None, True), "%d" % True, "%i" % 3.7)
t = (1, 2)
print("%s and %s" % t)
print("%5s|%-5s|%05d|%+d|% d" % ("a", "b", 42, 5, 5))
fmt = "%d-%d"
for i in range(2):
    print(fmt % (i, i + 1))
class P:
    def __init__(self, x): self.x = x
    def __str__(self): return "P(%d)" % self.x
    def __repr__(self): return "<P %d>" % self.x
print("%s %r" % (P(1), P(2)))
try:
    print("%d" % "x")
except TypeError as e:
    print(e)
try:
    print("%d %d" % (1,))
except TypeError as e:
    print(e)
try:
    print("%d" % (1, 2))
except TypeError as e:
    print(e)
for w in [1, 2.5, 4, True, None, -6]:
    try:
        print("%*d|" % (w, 5), "%.*f|" % (w, 1.23456), "%*.*f|" % (w, 2, 1.5))
    except TypeError as e:
        print(e)
    except ValueError as e:
        print("ValueError", e)
