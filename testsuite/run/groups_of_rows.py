# Rows that are containers themselves, kept under their keys: the groups are updated, the rows are only held.
def group(rows, key):
    out = {}
    for row in rows:
        out.setdefault(row[key], []).append(row)
    return out

def group2(rows, key):
    out = {}
    for row in rows:
        k = row[key]
        if k not in out:
            out[k] = []
        out[k].append(row)
    return out

rows = [{"a": "x", "b": "1"}, {"a": "y", "b": "2"}]
print(group(rows, "a"))
print(group2(rows, "b"))
for r in rows:
    print(r)
table = [["x", "1"], ["y", "2"], ["x", "3"]]
def by_first(table):
    groups = {}
    for line in table:
        groups.setdefault(line[0], []).append(line)
    return groups
groups = by_first(table)
for name, lines in sorted(groups.items()):
    print(name, lines, sum(int(l[1]) for l in lines))
groups["x"].append(["x", "9"])
print(groups, table)
buckets = [[] for _ in range(3)]
for i, line in enumerate(table):
    buckets[i % 3].append(line)
print(buckets, table)
