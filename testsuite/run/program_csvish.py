DATA = """id,name,dept,salary
1,Ann,eng,5000
2,Bob,ops,4200.50
3,Cid,eng,6100
4,Dee,ops,3900
5,Eve,hr,
"""
lines = DATA.strip().splitlines()
header = lines[0].split(",")
rows = []
for line in lines[1:]:
    row = dict(zip(header, line.split(",")))
    rows.append(row)
print(rows[0])
groups = {}
for row in rows:
    if not row["salary"]:
        continue
    groups.setdefault(row["dept"], []).append(float(row["salary"]))
for dept, pays in sorted(groups.items()):
    print(f"{dept:>5} n={len(pays)} mean={sum(pays) / len(pays):,.2f} max={max(pays):g}")
missing = [row["name"] for row in rows if row["salary"] == ""]
print("missing:", ", ".join(missing) or "none")
widths = [max(len(str(r[h])) for r in rows + [dict(zip(header, header))]) for h in header]
for r in [dict(zip(header, header))] + rows:
    print(" | ".join(r[h].ljust(w) for h, w in zip(header, widths)))
pivot = {}
for r in rows:
    pivot[r["dept"], len(r["name"])] = pivot.get((r["dept"], len(r["name"])), 0) + 1
print(pivot)
def convert(s):
    for typ in (int, float):
        try:
            return typ(s)
        except ValueError:
            pass
    return s
print([convert(v) for v in "12 3.5 abc -7 1e3".split()])
