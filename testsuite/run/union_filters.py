def parse(s):
    try:
        return int(s)
    except ValueError:
        try:
            return float(s)
        except ValueError:
            return s
vals = [parse(t) for t in "1 2.5 true abc".split()]
print(vals)
nums = [v for v in vals if isinstance(v, (int, float))]
print(nums)
def parse3(s):
    if s == "1": return 1
    if s == "2": return 2.5
    return s
vals = [parse3(t) for t in "1 2.5 true abc".split()]
print(vals)
nums = [v for v in vals if isinstance(v, (int, float)) and not isinstance(v, bool)]
print(nums)
