def describe(x):
    if x is None:
        return "nothing"
    if isinstance(x, bool):
        return f"bool {x}"
    if isinstance(x, int):
        return f"int {x:d}"
    if isinstance(x, float):
        return f"float {x:.2f}"
    if isinstance(x, str):
        return f"str {x!r} of {len(x)}"
    if isinstance(x, (list, tuple)):
        return f"{type(x).__name__} [" + ", ".join(describe(y) for y in x) + "]"
    if isinstance(x, dict):
        return "dict {" + ", ".join(f"{k}: {describe(v)}" for k, v in x.items()) + "}"
    return "unknown"
for v in [None, True, 3, 2.5, "hi", [1, "a", None], (1, 2.0), {"k": [1], "z": None}]:
    print(describe(v))
config = {"name": "job", "retries": 3, "rate": 0.5, "tags": ["a", "b"], "debug": False}
for key, value in config.items():
    print(f"{key:>8} = {value!r:<12} ({type(value).__name__})")
def parse(s):
    if s.lower() in ("true", "false"):
        return s.lower() == "true"
    try:
        return int(s)
    except ValueError:
        try:
            return float(s)
        except ValueError:
            return s
vals = [parse(t) for t in "1 2.5 true abc -7 1e3".split()]
print(vals, [type(v).__name__ for v in vals])
nums = [v for v in vals if isinstance(v, (int, float)) and not isinstance(v, bool)]
print(sum(nums), max(nums))
x = 5
x = "now a string"
print(x, x.upper())
pair = (1, "one")
a, b = pair
print(a + 1, b * 2, pair[0], pair[-1])
maybe = [1, None, 3]
print([m if m is not None else 0 for m in maybe], sum(m or 0 for m in maybe), maybe.count(None))
d = {}
d["x"] = 1
d["y"] = "two"
d[3] = [4]
print(d, len(d), 3 in d, d.get("q"), d.get("x", 0))
print(1 == 1.0, "1" == 1, [1] == (1,), None == 0, True + True, True == 1, 0.1 + 0.2 == 0.3)
