# Displays of constants that are long enough to become tables, alone and between others.
numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -11, 12, 13, 14, 15, 16, 17, 18, 19]
floats = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, -0.0, 9.5, 1e300, 11.5, 12.5, 13.5, 14.5, 15.5, 16.5]
words = ["ab", "cd", "ef", "gh", "ij", "kl", "mn", "op", "qr", "st", "uv", "wx", "yz", "äö", "日本", "aa", "bb"]
flags = [True, False, True, True, False, True, False, True, True, False, True, True, True, False, True, False, True]
mixed = [1, "two", 3.5, None, True, 6, "seven", 8.5, None, False, 11, "twelve", 13.5, None, True, 16, "x"]
pairs = [(1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"), (8, "eight")]
triples = [(1, True, 0.5), (2, False, 1.5), (3, True, 2.5), (4, False, 3.5), (5, True, 4.5), (6, True, 5.5)]
letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q"]


def table(x):
    return [1, 2, 3, 4, 5, 6, 7, 8, x, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, x]


def fresh():
    return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]


print(numbers, sum(numbers))
print(floats, words, flags)
print(mixed)
print(pairs, triples, letters)
print(table(0), table(-7))
first = fresh()
first[3] = 99
first.append(words[2])
print(first, fresh())
words.append(words[0] + "!")
print(words[-1], len(words), [w.upper() for w in words])
matrix = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] for _ in range(2)]
matrix[0][15] = 0
print(matrix)
