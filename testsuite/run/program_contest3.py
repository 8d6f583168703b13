import sys

input = sys.stdin.readline
write = sys.stdout.write


def solve(a, b):
    return a * b - a - b


def main():
    n = int(input())
    answers = []
    for _ in range(n):
        a, b = map(int, input().split())
        answers.append(solve(a, b))
    write("\n".join(map(str, answers)) + "\n")
    while True:
        line = input()
        if not line:
            break
        write(f"{line.rstrip()!r} {len(line)}\n")
    print(write("abc\n"), repr(input()))


main()
