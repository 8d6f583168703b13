"""Methods of str on values of other types than the runtime's functions take."""


def str_join(separator, parts):
    if parts is None or isinstance(parts, (int, float)):
        raise TypeError("can only join an iterable")
    texts = []
    i = 0
    for part in parts:
        if not isinstance(part, str):
            raise TypeError(f"sequence item {i}: expected str instance, {type(part).__name__} found")
        texts.append(part)
        i += 1
    return separator.join(texts)


def format_plain(value, spec):
    if spec:
        raise TypeError(f"unsupported format string passed to {type(value).__name__}.__format__")
    return str(value)


def str_startswith(text, prefixes, start=0, end=9223372036854775807):
    for prefix in prefixes:
        if text.startswith(prefix, start, end):
            return True
    return False


def str_endswith(text, suffixes, start=0, end=9223372036854775807):
    for suffix in suffixes:
        if text.endswith(suffix, start, end):
            return True
    return False


def format_argument(items, number, before):
    if number - before >= len(items):
        raise IndexError(f"Replacement index {number} out of range for positional args tuple")
    return items[number - before]


def maketrans(sources, targets):
    if len(sources) != len(targets):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {}
    for source, target in zip(sources, targets):
        table[ord(source)] = ord(target)
    return table


def maketrans_deleting(sources, targets, deleted):
    if len(sources) != len(targets):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {}
    for source, target in zip(sources, targets):
        table[ord(source)] = ord(target)
    for source in deleted:
        table[ord(source)] = None
    return table


def maketrans_of_dict(table):
    result = {}
    for key, value in table.items():
        if isinstance(key, str):
            if len(key) != 1:
                raise ValueError("string keys in translate table must be of length 1")
            result[ord(key)] = value
        else:
            result[key] = value
    return result


def str_translate(text, table):
    parts = []
    for character in text:
        place = _fora_place(table, ord(character))
        if place < 0:
            parts.append(character)
            continue
        value = _fora_value(table, place)
        if isinstance(value, str):
            parts.append(value)
        elif value is not None:
            parts.append(chr(value))
    return "".join(parts)


def percent_precision(number):
    """A precision that is given by a star; a negative one counts as 0."""
    return str(number if number > 0 else 0)
