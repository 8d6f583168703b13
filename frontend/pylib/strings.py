"""Methods of str on values of other types than the runtime's functions take."""


def str_join(separator, parts):
    texts = []
    i = 0
    for part in parts:
        if not isinstance(part, str):
            raise TypeError(f"sequence item {i}: expected str instance, {type(part).__name__} found")
        texts.append(part)
        i += 1
    return separator.join(texts)


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
