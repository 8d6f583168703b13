# Fields of records that are parsed where they stand, are not used, or come again and again.
def parse(line):
    day, name, amount, rest = line.split(",")
    return int(day), name, float(amount)

def both(line):
    a, b = line.split(";")
    return a + "!", int(a), int(b) + int(b)

def unused(line):
    a, b, c = line.split(",")
    return b

def guarded(line):
    a, b = line.split(",")
    try:
        return int(a)
    except ValueError as e:
        print("bad:", e)
        return float(b)

def looped(line):
    total = 0
    a, b = line.split("--")
    for _ in range(3):
        total += int(a)
    return total + float(b)

def late(line, flag):
    a, b = line.split(",")
    if flag:
        return int(b)
    return -1

def wide(line):
    a, b = line.split("\u2014")
    return int(a), float(b)

def attempts(f, *lines):
    for line in lines:
        try:
            print(f(line))
        except ValueError as e:
            print("ValueError:", e)

def many():
    rows = [f"{i % 7},name {i % 300},{i / 8},{i}" for i in range(30000)]
    total = 0
    names = {}
    for row in rows:
        day, name, amount, key = row.split(",")
        total += int(day) + int(key)
        names[name] = names.get(name, 0.0) + float(amount)
    print(total, len(names), names["name 299"])
    parts = [row.split(",") for row in rows]
    print(len(parts), sum(int(p[0]) for p in parts), len({p[1] for p in parts}), parts[-1])
    print(sum(len(p) for p in parts), "|".join(parts[5]))

def long_records():
    for n in (1, 15, 16, 17, 31, 32, 33, 100):
        row = ",".join(str(i * 1001) for i in range(n))
        parts = row.split(",")
        print(n, len(parts), parts[0], parts[-1], sum(int(p) for p in parts))
        for most in (0, 1, 14, 15, 16, 17, 99, 100):
            some = row.split(",", most)
            print(len(some), some[-1][:20], end=" ")
        print(",".join(parts) == row)
    print(",".split(","), ",,a,".split(","), "".split(","), "abc".split(","), "a,b".split(",", 0))
    print("aXXbXXXc".split("XX"), "é,日,\U0001F600,x".split(","), "é;é;é".split(";", 1))

def main():
    attempts(parse, "1,ann,2.5,z", " 12 ,bob, 1e3 ,", "1,ann,2.5", "x,ann,2.5,", "1,ann,two,",
             "1,a,b,c,d", "", "-7,q,-0.0,", "1_0,q,nan,", "99999999999999999,q,1e400,", ",,,")
    attempts(both, "1;2", "x;1", "3;y", "5;-6", "1;2;3")
    attempts(unused, "a,b,c", "a,b", "x,yy,zz,")
    attempts(guarded, "1,2", "q,2", "q,r")
    attempts(looped, "4--5", "4-5", "4--x")
    attempts(wide, "1\u20142", "x\u20142", "1\u2014\u0664.5")
    attempts(lambda line: (late(line, False), late(line, True)), "1,2", "1,x")
    many()
    long_records()

main()
