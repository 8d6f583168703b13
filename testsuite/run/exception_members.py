class AppError(Exception):
    code = 1
    name = "app"

    def describe(self):
        return f"{self.name}:{self.code}"

    def __str__(self):
        return f"<{self.name} {super().__str__()}>"

    @property
    def level(self):
        return self.code * 10

    fatal = False


class Denied(AppError):
    code = 13
    name = "denied"


class Deeper(Denied):
    code = "seven"
    fatal = True

    level = "constant"


class Side(AppError):
    name = "side"
    extra = [1, 2]


def f(n):
    if n == 1:
        raise Denied("one")
    if n == 2:
        raise Deeper("two")
    if n == 3:
        raise Side("three")
    raise AppError("x")


for n in range(4):
    try:
        f(n)
    except AppError as e:
        print(type(e).__name__, e.code, e.name, e.describe(), e, e.fatal)
        if e.fatal:
            print("fatal", n)

errors = [AppError("a"), Denied("b"), Side("c")]
print([e.code for e in errors], [e.name for e in errors], [str(e) for e in errors])
for n in range(4):
    try:
        f(n)
    except Denied as e:
        print(e.code, e.describe())
    except AppError as e:
        print(e.level, e.name)
raise Side("last")
