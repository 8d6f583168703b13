def is_anagram(a, b):
    return sorted(a.replace(" ", "").lower()) == sorted(b.replace(" ", "").lower())
print(is_anagram("Dormitory", "dirty room"))
def compress(s):
    res = ""
    count = 1
    for i in range(1, len(s) + 1):
        if i < len(s) and s[i] == s[i - 1]:
            count += 1
        else:
            res += s[i - 1] + (str(count) if count > 1 else "")
            count = 1
    return res if len(res) < len(s) else s
print(compress("aaabbc"), compress("abc"), compress("aabbccdd"))
def longest_pal(s):
    best = ""
    for i in range(len(s)):
        for a, b in ((i, i), (i, i + 1)):
            while a >= 0 and b < len(s) and s[a] == s[b]:
                a -= 1
                b += 1
            if b - a - 1 > len(best):
                best = s[a + 1:b]
    return best
print(longest_pal("babad"), longest_pal("forgeeksskeegfor"))
def camel(s):
    head, *tail = s.split("_")
    return head + "".join(w.title() for w in tail)
def snake(s):
    return "".join("_" + c.lower() if c.isupper() else c for c in s).lstrip("_")
print(camel("hello_big_world"), snake("helloBigWorld"), snake("HelloWorld"))
def balanced(s, pairs={")": "(", "]": "[", "}": "{"}):
    st = []
    for c in s:
        if c in pairs.values():
            st.append(c)
        elif c in pairs:
            if not st or st.pop() != pairs[c]:
                return False
    return not st
print([balanced(x) for x in ["()[]{}", "(]", "([)]", "{[]}", "("]])
morse = {"a": ".-", "b": "-...", "c": "-.-."}
inv = {v: k for k, v in morse.items()}
enc = " ".join(morse[c] for c in "cab")
print(enc, "".join(inv[t] for t in enc.split(" ")))
words = "the quick brown fox jumps over the lazy dog".split()
print({w[0]: w for w in words})
print({len(w): [x for x in words if len(x) == len(w)] for w in words})
print(max(words), min(words, key=lambda w: (len(w), w)), sorted(set(words), key=lambda w: (-len(w), w)))
idx = {}
for i, w in enumerate(words):
    idx.setdefault(w, set()).add(i)
print(sorted((w, sorted(s)) for w, s in idx.items() if len(s) > 1))
text = "a-b_c d"
for sep in "-_ ":
    text = text.replace(sep, "|")
print(text, text.split("|", 2), "|".join(reversed(text.split("|"))))
print("abc" < "abd", "Z" < "a", "" < "a", "a" * 0 == "", "abc"[-2:], "abc"[5:], "hello"[1:4:2], "x" in "", "" in "x")
print("tEST".capitalize(), "one two".title(), "%s" % "x".join("abc"), "a,b;c".replace(";", ",").split(","), "  pad ".strip() + "|")
print("line1\nline2\ttab \\ back 'q' \"dq\"", r"raw\n", "uni\u00e9 \x41", '''tri
ple''')
for w in ["racecar", "hello"]:
    print(w, "is" if w == w[::-1] else "is not", "a palindrome")
print(ord("A"), chr(97), [ord(c) - 96 for c in "abc"], "".join(chr(ord(c) ^ 1) for c in "abc"))
print("é".upper(), "ß".upper(), "İ".lower(), "ﬁ".title(), "ǆ".title(), len("日本語"), "日本語"[::-1], "naïve".encode if False else "")
