KEYWORDS = {"if", "else", "while", "def", "return"}
class Token:
    def __init__(self, kind, text, line):
        self.kind, self.text, self.line = kind, text, line
    def __repr__(self):
        return "Token(%s, %r, %d)" % (self.kind, self.text, self.line)
    def __eq__(self, other):
        if not isinstance(other, Token):
            return NotImplemented
        return (self.kind, self.text) == (other.kind, other.text)

def tokenize(source):
    line = 1
    pos = 0
    while pos < len(source):
        ch = source[pos]
        if ch == "\n":
            line += 1
            pos += 1
        elif ch.isspace():
            pos += 1
        elif ch.isalpha() or ch == "_":
            start = pos
            while pos < len(source) and (source[pos].isalnum() or source[pos] == "_"):
                pos += 1
            word = source[start:pos]
            TOKENS.append(Token("KW" if word in KEYWORDS else "ID", word, line))
        elif ch.isdigit():
            start = pos
            while pos < len(source) and source[pos].isdigit():
                pos += 1
            TOKENS.append(Token("NUM", source[start:pos], line))
        elif source[pos:pos + 2] in ("==", "<=", ">=", "!="):
            TOKENS.append(Token("OP", source[pos:pos + 2], line))
            pos += 2
        elif ch in "+-*/=<>(){}:;,":
            TOKENS.append(Token("OP", ch, line))
            pos += 1
        else:
            raise SyntaxError(f"line {line}: unexpected {ch!r}")
TOKENS = []
tokenize("def f(x):\n  if x >= 10: return x * 2\n  while x == 3: x = x + 1")
for t in TOKENS[:12]:
    print(t)
print(len(TOKENS), TOKENS[0] == Token("KW", "def", 9), TOKENS[0] == 3, TOKENS[0] != TOKENS[1])
kinds = {}
for t in TOKENS:
    kinds[t.kind] = kinds.get(t.kind, 0) + 1
print(kinds)
try:
    tokenize("a\nb $ c")
except SyntaxError as e:
    print("error:", e)
