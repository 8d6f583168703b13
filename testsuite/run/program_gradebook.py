students = [
    {"name": "Ana", "grades": [90, 85, 77]},
    {"name": "Bert", "grades": [60, 70, 65]},
    {"name": "Cleo", "grades": []},
]

def average(xs):
    return sum(xs) / len(xs) if xs else 0.0

def letter(avg):
    if avg >= 85:
        return "A"
    elif avg >= 70:
        return "B"
    elif avg >= 60:
        return "C"
    return "F"

print("%-10s %8s %s" % ("Name", "Average", "Letter"))
print("-" * 28)
for s in students:
    avg = average(s["grades"])
    print("%-10s %8.2f %s" % (s["name"], avg, letter(avg)))
best = max(students, key=lambda s: average(s["grades"]))
print("Best:", best["name"])
ranked = sorted(students, key=lambda s: (-average(s["grades"]), s["name"]))
print([s["name"] for s in ranked])
counts = {}
for s in students:
    counts[letter(average(s["grades"]))] = counts.get(letter(average(s["grades"])), 0) + 1
for k in sorted(counts):
    print(f"{k}: {'*' * counts[k]}")
