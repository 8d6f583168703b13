def parse(s):
    if s == "1": return 1
    if s == "2": return 2.5
    return s
vals = [parse(t) for t in "1 2.5 true abc".split()]
print(vals)
print([v for v in vals if isinstance(v, (int, float))])
nums = [v for v in vals if isinstance(v, (int, float)) and not isinstance(v, bool)]
print(nums)
