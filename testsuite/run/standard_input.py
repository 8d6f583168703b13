import sys
name = input("name? ")
print("hello", name)
print(repr(input()))
for line in sys.stdin:
    print(repr(line))
    if "stop" in line:
        break
print(repr(sys.stdin.read()))
try:
    input()
except EOFError as e:
    print("end:", e)
