# Conversions of values of several types, some of which have none.


def tried(values):
    for value in values:
        try:
            print(int(value))
        except TypeError as error:
            print(error)
        try:
            print(float(value))
        except TypeError as error:
            print(error)
        try:
            print(round(value), abs(value))
        except TypeError as error:
            print(error)
        try:
            print(chr(value), bin(value), hex(value), oct(value))
        except TypeError as error:
            print(error)
        try:
            print(range(value))
        except TypeError as error:
            print(error)


def known(values):
    for value in values:
        try:
            print(ord(value))
        except TypeError as error:
            print(error)
        try:
            print(len(value))
        except TypeError as error:
            print(error)


tried([1, "2", 3.0, None, True])
known(["a", 5, None, 2.5])
settings = {"port": "80"}
for key in ("port", "host"):
    try:
        print(int(settings.get(key)))
    except (TypeError, ValueError) as error:
        print(key, error)
print(float(settings.get("depth")))
