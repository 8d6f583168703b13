# Carriage returns of the standard input are handed on: only "\n" ends a line.
import sys

print(repr(input()), repr(input()))
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read(4)), repr(sys.stdin.readline()))
for line in sys.stdin:
    print(repr(line), repr(line.strip()))
    if "stop" in line:
        break
print([line.rstrip() for line in sys.stdin.readlines()[:2]])
