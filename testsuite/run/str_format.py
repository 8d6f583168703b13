print("{} {}".format(1, "a"), "{0} {1} {0}".format("x", 2), "{name}: {v:.2f}".format(name="n", v=2.345))
print("{:>10}|{:<10}|{:^10}".format("a", "b", "c"), "{!r} {!s}".format("q", "q"))
print("{0[1]} {1[k]}".format([1, 2], {"k": 5}))
print("{:{w}.{p}f}".format(3.14159, w=10, p=2), "{{}} {}".format(3))
print("{:,} {:05d} {:x} {:b} {:e} {:%}".format(1234567, 42, 255, 5, 12345.6, 0.25))
class P:
    def __init__(self, x): self.x = x
print("{p.x} {0.x:>4}".format(P(3), p=P(4)))
print("{}, {}".format(*(1, 2)))
print("Name: {}".format("a" + "b").upper())
s = "{}-{}"
print(s.format(1, 2))
print("{:d}".format(True), "{}".format(None), "{:>5}".format(str([1])))
