def permutations(s):
    if len(s) <= 1:
        return [s]
    out = []
    for i, c in enumerate(s):
        for p in permutations(s[:i] + s[i + 1 :]):
            out.append(c + p)
    return out


def all_subsequences(seq, current, index, out):
    if index == len(seq):
        out.append(current[:])
        return out
    out = all_subsequences(seq, current, index + 1, out)
    current.append(seq[index])
    out = all_subsequences(seq, current, index + 1, out)
    current.pop()
    return out


def longest_common_prefix(words):
    if not words:
        return ""
    prefix = words[0]
    for w in words[1:]:
        while not w.startswith(prefix):
            prefix = prefix[:-1]
            if not prefix:
                return ""
    return prefix


def levenshtein(a, b):
    if len(a) < len(b):
        return levenshtein(b, a)
    if len(b) == 0:
        return len(a)
    previous = list(range(len(b) + 1))
    for i, c1 in enumerate(a):
        current = [i + 1]
        for j, c2 in enumerate(b):
            ins = previous[j + 1] + 1
            dele = current[j] + 1
            sub = previous[j] + (c1 != c2)
            current.append(min(ins, dele, sub))
        previous = current
    return previous[-1]


def hamming(a, b):
    if len(a) != len(b):
        raise ValueError("String lengths must match!")
    return sum(x != y for x, y in zip(a, b))


def first_unique(s):
    counts = {c: s.count(c) for c in set(s)}
    for i, c in enumerate(s):
        if counts[c] == 1:
            return i
    return -1


def longest_unique_sub(s):
    last = {}
    start = best = 0
    for i, c in enumerate(s):
        if c in last and last[c] >= start:
            start = last[c] + 1
        last[c] = i
        best = max(best, i - start + 1)
    return best


print(permutations("abc"), longest_common_prefix(["flower", "flow", "flight"]))
print(levenshtein("planet", "planetary"), levenshtein("", "test"), hamming("python", "pythoz"))
print(first_unique("leetcode"), longest_unique_sub("abcabcbb"))
