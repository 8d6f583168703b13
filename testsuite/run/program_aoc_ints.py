def run(prog, inputs):
    mem = prog[:]
    ip, out, k = 0, [], 0
    while True:
        op, modes = mem[ip] % 100, mem[ip] // 100
        def value(n):
            m = modes // 10 ** (n - 1) % 10
            return mem[ip + n] if m else mem[mem[ip + n]]
        if op == 99:
            return mem, out
        if op == 1:
            mem[mem[ip + 3]] = value(1) + value(2)
            ip += 4
        elif op == 2:
            mem[mem[ip + 3]] = value(1) * value(2)
            ip += 4
        elif op == 3:
            mem[mem[ip + 1]] = inputs[k]
            k += 1
            ip += 2
        elif op == 4:
            out.append(value(1))
            ip += 2
        elif op == 5:
            ip = value(2) if value(1) else ip + 3
        elif op == 6:
            ip = value(2) if not value(1) else ip + 3
        elif op == 7:
            mem[mem[ip + 3]] = int(value(1) < value(2))
            ip += 4
        elif op == 8:
            mem[mem[ip + 3]] = 1 if value(1) == value(2) else 0
            ip += 4
print(run([1, 9, 10, 3, 2, 3, 11, 0, 99, 30, 40, 50], [])[0])
prog = [3, 9, 8, 9, 10, 9, 4, 9, 99, -1, 8]
print(run(prog, [8])[1], run(prog, [7])[1])
