"""The words of a text: how many, which are frequent, how long they are."""
import math
import sys


def words_of(lines):
    words = []
    for line in lines:
        for token in line.split():
            word = token.strip(".,;:!?\"'()[]<>").lower()
            if word:
                words.append(word)
    return words


def frequencies(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def entropy(counts, total):
    """Bits of information in one word, if words came independently."""
    return -sum(n / total * math.log2(n / total) for n in counts.values())


def collatz_steps(n):
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/common-licenses/GPL-3"
    with open(path) as text:
        words = words_of(text)
    counts = frequencies(words)
    print(f"{len(words)} words, {len(counts)} distinct, "
          f"{entropy(counts, len(words)):.3f} bits a word")
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]:
        print(f"{count:6} {word}")
    lengths = [len(word) for word in words]
    mean = sum(lengths) / len(lengths)
    spread = math.sqrt(sum((n - mean) ** 2 for n in lengths) / len(lengths))
    print(f"length {mean:.2f} +- {spread:.2f}, longest {max(words, key=len)!r}")
    print("longest Collatz path below 60000:", max(range(1, 60000), key=collatz_steps))


if __name__ == "__main__":
    main()
