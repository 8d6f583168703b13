"""Lists that are only walked or unpacked: pieces of strings and tails of lists."""


def words(text):
    result = []
    for word in text.split():
        result.append(word)
    return result


def fields(text):
    return [field + "|" for field in text.split(",")]


def lines(text, skip):
    if skip == 1:
        return [line for line in text.splitlines()[1:]]
    if skip == 2:
        return [line for line in text.splitlines(True)[2:]]
    return [line for line in text.splitlines()]


def pairs(text):
    found = {}
    for line in text.splitlines():
        for part in line.split(";"):
            key, value = part.split("=")
            found[key] = found.get(key, "") + value
    return found


def unpacked(line):
    try:
        a, b, c = line.split(",")
        return a + c + b
    except ValueError as error:
        return str(error)


def swapped(line):
    first, second = line.split("::")
    first, second = second, first
    return first, second


def tail_sum(xs):
    total = 0
    for x in xs[1:]:
        total += x
    return total


def tail_list(xs):
    return [x * 2 for x in xs[3:]]


def tail_filtered(xs):
    return [x for x in xs[2:] if x % 2]


def grows(xs):
    """The loop updates the list of which it walks a tail."""
    for x in xs[1:]:
        xs.append(x * 10)
    return xs


def clears(xs):
    seen = []
    for x in xs[0:]:
        xs.clear()
        seen.append(x)
    return xs, seen


def changed_between(xs):
    rest = xs[1:]
    xs.append(99)
    result = []
    for x in rest:
        result.append(x)
    return result, xs


def in_a_loop(xs):
    rest = xs[1:]
    total = 0
    for i in range(3):
        for x in rest:
            total += x * i
        rest.append(i)
    return total


def words_again(text):
    parts = text.split()
    text = text.upper()
    result = []
    for part in parts:
        result.append(part + text)
    return result


def used_twice(text):
    parts = text.split(",")
    return [part for part in parts], len(parts)


def early(text):
    for word in text.split():
        if word.startswith("x"):
            return word
        if word == "stop":
            break
    else:
        return "exhausted"
    return "stopped"


def raises(text):
    total = 0
    try:
        for word in text.split():
            total += int(word)
    except ValueError as error:
        print(total, error)
    return total


for text in ["", " ", "a", " a  bc\td\n", "one two", "\u00e4 \u3000\u4e2d x", "  lead", "a,b,,c,", ","]:
    print(words(text), fields(text), early(text))
    for skip in range(3):
        print(lines(text, skip))
for text in ["a\nb\r\nc\rd", "\n\n", "x\n", "1\x0b2\x0c3\x1c4\x85 5\u20286"]:
    for skip in range(3):
        print(lines(text, skip))
print(pairs("a=1;b=2\na=3\nc=4;b=5"))
for line in ["1,2,3", "1,2", "1,2,3,4", "", ",,", "\u00e4,\u4e2d,x"]:
    print(unpacked(line))
print(swapped("left::right"))
for xs in [[], [1], [1, 2], [1, 2, 3, 4, 5, 6]]:
    print(tail_sum(xs), tail_list(xs), tail_filtered(xs))
    print(grows(xs[:]), clears(xs[:]), changed_between(xs[:]), in_a_loop(xs))
print(words_again("a b"), used_twice("a,b,c"))
print(early("a xb c"), early("a stop x"), raises("1 2 x 3"), raises("4 5"))
print([[int(cell) for cell in row.split(",")] for row in "1,2\n3,4".splitlines()])
print({word: len(word) for word in "to be or not to be".split()})
print(sum(int(word) for word in "1 2 3".split()))
a, b = "no separator here".split("=")
