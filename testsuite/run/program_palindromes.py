def longest_palindrome(s: str) -> str:
    n = len(s)
    table = [[False] * n for _ in range(n)]
    best = ""
    for i in range(n - 1, -1, -1):
        for j in range(i, n):
            if s[i] == s[j] and (j - i < 2 or table[i + 1][j - 1]):
                table[i][j] = True
                if j - i + 1 > len(best):
                    best = s[i : j + 1]
    return best


def min_cuts(string):
    n = len(string)
    cut = [0] * n
    pal = [[False for i in range(n)] for j in range(n)]
    for i, c in enumerate(string):
        mincut = i
        for j in range(i + 1):
            if c == string[j] and (i - j < 2 or pal[j + 1][i - 1]):
                pal[j][i] = True
                mincut = min(mincut, 0 if j == 0 else (cut[j - 1] + 1))
        cut[i] = mincut
    return cut[n - 1]


def lps_len(s):
    n = len(s)
    dp = {}
    for i in range(n):
        dp[(i, i)] = 1
    for gap in range(1, n):
        for i in range(n - gap):
            j = i + gap
            if s[i] == s[j]:
                dp[i, j] = 2 + dp.get((i + 1, j - 1), 0)
            else:
                dp[i, j] = max(dp[i + 1, j], dp[i, j - 1])
    return dp[0, n - 1]


print(longest_palindrome("forgeeksskeegfor"), longest_palindrome(""), longest_palindrome("Ab"))
print(min_cuts("aab"), min_cuts("ababbbabbababa"))
print(lps_len("bbabcbcab"))
