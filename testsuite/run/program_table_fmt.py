rows = [("apple", 3, 1.5), ("banana", 12, 0.25), ("kiwi", 100, 12.0)]
print("{:<10}|{:>6}|{:>8}".format("name", "qty", "price"))
for name, qty, price in rows:
    print(f"{name:<10}|{qty:>6}|{price:>8.2f}")
total = sum(q * p for _, q, p in rows)
print(f"{'total':-<10}+{'':->6}+{total:->8.2f}")
print("=" * 26, f"{total!r}", f"{rows[0]!r:>30}", f"{total:e}", f"{total:g}", f"{0.1 + 0.2}")
w, p = 12, 3
print(f"[{total:{w}.{p}f}] [{total:<{w}}] [{total:^+{w},.1f}]")
print(f"{1234567.891:,.2f} {1234567:_} {0.00001234:g} {1e100} {123456789012345680.0} {-0.0} {1/3}")
print(f"{42:#b} {42:#o} {42:#X} {-42:08d} {42:+} {True} {None} {True:d} {'x':>3}{'y':^3}|")
print("%-12s%8.3f%%" % ("rate", 12.3456), "%s" % (1.0,), "%5s|%-5s|" % (True, None))
print(str(3.0), str(1e16), str(1e15), repr(0.1), 1e-5, 0.0001, 123456.789e3, 2.5e-10)
for i in range(1, 4):
    print(*[f"{i * j:3}" for j in range(1, 6)])
name = "World"
print(f"Hello, {name.upper():*^15}! {len(name)=} {name!r} {name[0]}{name[-1]} {{literal}} {'nested ' + name}")
print(f"{3.14159:.3} {1e10:.3} {255:x} {3:5}|{'ab':5}|{'abc':.2}|{1.5:5}|{2:<5}|{2:^5}|")
