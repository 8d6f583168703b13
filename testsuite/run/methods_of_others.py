# Methods of builtin types that are called for values of another type.

def piped(value, *functions):
    for function in functions:
        value = function(value)
    return value


print(piped(" 12 ", str.strip, int, lambda n: n + 1), piped("a b", str.split, len))
for start in (12, "12", None):
    try:
        print(piped(start, str.strip, len))
    except TypeError as error:
        print(error)
try:
    print(piped("ab", len, str.upper))
except TypeError as error:
    print(error)
