class Plain(Exception):
    pass


class Coded(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


class Own(Exception):
    def __init__(self, name):
        self.name = name


def raised(n):
    try:
        if n == 0:
            raise ValueError("one")
        if n == 1:
            raise KeyError("key")
        if n == 2:
            raise TypeError("a", "b, c", "")
        if n == 3:
            raise IndexError
        if n == 4:
            raise Plain("it's")
        if n == 5:
            raise RuntimeError("line\nbreak \\ 'x' \"y\"")
        if n == 6:
            raise Coded(7, "boom")
        if n == 7:
            raise Own("n")
        if n == 8:
            raise ValueError("")
        if n == 9:
            int("x")
        if n == 10:
            raise Plain("é日😀", "ascii")
    except Exception as e:
        print(n, e.args, len(e.args), [a.upper() for a in e.args], str(e), repr(e))
        if e.args:
            print(e.args[0])


for n in range(11):
    raised(n)
try:
    raise ValueError("first", "second")
except ValueError as e:
    a, b = e.args
    print(a, b, e.args == ("first", "second"), "first" in e.args)
    try:
        e.args[5]
    except IndexError as i:
        print(i.args[0])
