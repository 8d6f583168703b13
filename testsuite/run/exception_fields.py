class E(Exception):
    def __init__(self, *, code):
        self.code = code
class F(Exception):
    def __init__(self, msg, code=0):
        self.code = code
        Exception.__init__(self, msg)
for mk in (lambda: E(code=3), lambda: F("m"), lambda: F("m", code=2)):
    e = mk()
    print(repr(e), str(e), e.code)
class G(Exception):
    def __str__(self):
        return "G!" + super().__str__() if False else "G!"
try:
    raise G("a")
except G as g:
    print(g, repr(g))
class H(ValueError):
    pass
try:
    raise H("bad", 3)
except ValueError as v:
    print(v, repr(v), isinstance(v, H), type(v).__name__)
try:
    raise H() from ValueError("x")
except (H, KeyError) as v:
    print(repr(v), v)
raise F("end", 4) from None
