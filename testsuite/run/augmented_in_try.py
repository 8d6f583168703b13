# Augmented assignment of what is also assigned in a try.
def grown(values, words):
    text = ""
    count = 0
    try:
        for word in words:
            values += [len(word)]
            text += word
            count += int(word)
    except ValueError as error:
        print(error, values, text, count)
    values += values[:1]
    try:
        values += (words := [])
        values *= 2
        count -= None if words else 1
    finally:
        print(values, text, count)
    return values


print(grown([0], ["1", "20", "x", "3"]))
print(grown([], []))


class Total:
    def __init__(self, n):
        self.n = n

    def add(self, k):
        print("add", total.n, k)
        return Total(self.n + k)

    def __iadd__(self, k):
        print("iadd", total.n, k)
        return Total(self.n + k)


def main():
    global total
    total = total.add(4)
    total.add(5)
    total += 3
    print(total.n)


total = Total(1)
main()
