def simulate(arrivals, service):
    t_free = 0
    waits = []
    for a, s in zip(arrivals, service):
        start = max(a, t_free)
        waits.append(start - a)
        t_free = start + s
    return waits, t_free
waits, end = simulate([0, 1, 4, 6], [3, 2, 4, 1])
print(waits, end, sum(waits) / len(waits))
events = []
for i, (a, w) in enumerate(zip([0, 1, 4, 6], waits)):
    events.append((a, "arrive", i))
    events.append((a + w, "start", i))
events.sort()
for t, what, who in events:
    print(f"t={t:>2} {what:<7} #{who}")
stack = []
for tok in "3 4 + 2 * 7 / dup *".split():
    if tok == "dup":
        stack.append(stack[-1])
    elif tok in "+-*/":
        b = stack.pop()
        a = stack.pop()
        if tok == "+": stack.append(a + b)
        elif tok == "-": stack.append(a - b)
        elif tok == "*": stack.append(a * b)
        else: stack.append(a / b)
    else:
        stack.append(float(tok))
print(stack)
ring = list(range(1, 8))
idx = 0
out = []
while len(ring) > 1:
    idx = (idx + 2) % len(ring)
    out.append(ring.pop(idx))
print(out, ring)
pq = []
def push(item):
    pq.append(item)
    i = len(pq) - 1
    while i > 0:
        parent = (i - 1) // 2
        if pq[parent] <= pq[i]:
            break
        pq[parent], pq[i] = pq[i], pq[parent]
        i = parent
def pop():
    top = pq[0]
    last = pq.pop()
    if pq:
        pq[0] = last
        i = 0
        while True:
            l, r, small = 2 * i + 1, 2 * i + 2, i
            if l < len(pq) and pq[l] < pq[small]: small = l
            if r < len(pq) and pq[r] < pq[small]: small = r
            if small == i: break
            pq[small], pq[i] = pq[i], pq[small]
            i = small
    return top
for v in [(5, "e"), (1, "a"), (3, "c"), (2, "b"), (4, "d")]:
    push(v)
print([pop() for _ in range(5)])
