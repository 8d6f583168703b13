import math
import sys

OPS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}

def tokenize(text):
    tokens, number = [], ""
    for ch in text:
        if ch.isdigit() or ch == ".":
            number += ch
            continue
        if number:
            tokens.append(number)
            number = ""
        if not ch.isspace():
            tokens.append(ch)
    if number:
        tokens.append(number)
    return tokens

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}

def to_rpn(tokens):
    out, stack = [], []
    for tok in tokens:
        if tok == "(":
            stack.append(tok)
        elif tok == ")":
            while stack and stack[-1] != "(":
                out.append(stack.pop())
            if not stack:
                raise SyntaxError("mismatched )")
            stack.pop()
        elif tok in PRECEDENCE:
            while stack and stack[-1] != "(" and PRECEDENCE[stack[-1]] >= PRECEDENCE[tok]:
                out.append(stack.pop())
            stack.append(tok)
        else:
            out.append(tok)
    while stack:
        out.append(stack.pop())
    return out

def evaluate(rpn):
    stack = []
    for tok in rpn:
        if tok in OPS:
            b, a = stack.pop(), stack.pop()
            stack.append(OPS[tok](a, b))
        else:
            stack.append(float(tok))
    return stack[0]

for expr in ["1 + 2 * 3", "(1 + 2) * 3", "10 / 4 - 1", "2 * (3 + 4) * 5", "1 / 0", "1 + 2)"]:
    try:
        print(expr, "=", evaluate(to_rpn(tokenize(expr))))
    except ZeroDivisionError as e:
        print(expr, "-> error:", e)
    except SyntaxError as e:
        print(expr, "-> syntax:", e)
