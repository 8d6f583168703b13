# What a look-up gives that found nothing, handed to functions that take no None.
import math

REALS = {"a": 4.0, "b": 9.0}
INTS = {"a": 4, "b": 3}
TEXTS = {"a": "xy", "b": "z"}
LISTS = {"a": ["p", "q"]}


def told(name, action):
    for key in ["a", "?"]:
        try:
            print(name, action(key))
        except TypeError as error:
            print(name, "TypeError:", error)


told("sqrt", lambda k: math.sqrt(REALS.get(k)))
told("floor", lambda k: math.floor(REALS.get(k)))
told("pow", lambda k: math.pow(2, REALS.get(k)))
told("hypot", lambda k: math.hypot(REALS.get(k), 3.0))
told("gcd", lambda k: math.gcd(INTS.get(k), 6))
told("comb", lambda k: math.comb(5, INTS.get(k)))
told("factorial", lambda k: math.factorial(INTS.get(k)))
told("round", lambda k: round(REALS.get(k), 1))
told("divmod", lambda k: divmod(INTS.get(k), 3))
told("divmod", lambda k: divmod(7, INTS.get(k)))
told("int", lambda k: int(TEXTS.get(k), 36))
told("find", lambda k: "abxyc".find(TEXTS.get(k)))
told("count", lambda k: "abxyc".count(TEXTS.get(k)))
told("partition", lambda k: "abxyc".partition(TEXTS.get(k)))
told("replace", lambda k: "abxyc".replace(TEXTS.get(k), "-"))
told("replace", lambda k: "abxyc".replace("a", TEXTS.get(k)))
told("startswith", lambda k: "xyc".startswith(TEXTS.get(k)))
told("removesuffix", lambda k: "abxy".removesuffix(TEXTS.get(k)))
told("center", lambda k: "abc".center(INTS.get(k)) + "|")
told("zfill", lambda k: "12".zfill(INTS.get(k)))
told("join", lambda k: ", ".join(LISTS.get(k)))
