LOG = """$ cd /
$ ls
dir a
14848514 b.txt
8504156 c.dat
dir d
$ cd a
$ ls
dir e
29116 f
2557 g
$ cd e
$ ls
584 i
$ cd ..
$ cd ..
$ cd d
$ ls
4060174 j
8033020 d.log"""
sizes = {}
path = []
for line in LOG.splitlines():
    match = line.split()
    if match[:2] == ["$", "cd"]:
        if match[2] == "..":
            path.pop()
        else:
            path.append(match[2])
    elif match[0].isdigit():
        for i in range(1, len(path) + 1):
            key = "/".join(path[:i])
            sizes[key] = sizes.get(key, 0) + int(match[0])
print(sizes)
print(sum(v for v in sizes.values() if v <= 100000))
need = 30000000 - (70000000 - sizes["/"])
print(min(v for v in sizes.values() if v >= need))
head = tail = (0, 0)
seen = {tail}
D = {"R": (1, 0), "L": (-1, 0), "U": (0, 1), "D": (0, -1)}
def sign(x):
    return (x > 0) - (x < 0)
for move in "R 4,U 4,L 3,D 1,R 4,D 1,L 5,R 2".split(","):
    d, n = move.split()
    for _ in range(int(n)):
        head = (head[0] + D[d][0], head[1] + D[d][1])
        dx, dy = head[0] - tail[0], head[1] - tail[1]
        if max(abs(dx), abs(dy)) > 1:
            tail = (tail[0] + sign(dx), tail[1] + sign(dy))
        seen.add(tail)
print(len(seen))
x, cycle, strength = 1, 0, []
screen = []
for ins in ["noop", "addx 3", "addx -5", "addx 20"]:
    parts = ins.split()
    for k in range(len(parts)):
        cycle += 1
        strength.append(cycle * x)
        screen.append("#" if abs((cycle - 1) % 40 - x) <= 1 else ".")
    if parts[0] == "addx":
        x += int(parts[1])
print(strength, "".join(screen), x)
packets = [[1, [2, 3]], [1, 4]]
def compare(a, b):
    if isinstance(a, int) and isinstance(b, int):
        return (a > b) - (a < b)
    if isinstance(a, int):
        a = [a]
    if isinstance(b, int):
        b = [b]
    for x, y in zip(a, b):
        c = compare(x, y)
        if c:
            return c
    return (len(a) > len(b)) - (len(a) < len(b))
print(compare([1, [2, [3]]], [1, [2, 3]]), compare([1, 1, 3], [1, 1, 5]))
