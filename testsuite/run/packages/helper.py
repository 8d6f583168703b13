print("helper runs")
CONST = 42
STATE = [1]
count = 0
def greet(n): return f"hello {n} {CONST}"
def bump():
    global count
    count += 1
    return count
