"""Methods of builtin types as values (max(d, key=d.get)): each takes its receiver first."""


def bound_dict_get(table, key, default=None):
    return table.get(key, default)


def bound_dict_keys(table):
    return table.keys()


def bound_dict_values(table):
    return table.values()


def bound_dict_items(table):
    return table.items()


def bound_list_index(items, value):
    return items.index(value)


def bound_list_count(items, value):
    return items.count(value)


def bound_tuple_index(items, value):
    return items.index(value)


def bound_tuple_count(items, value):
    return items.count(value)


def bound_str_count(text, part):
    return text.count(part)


def bound_str_find(text, part):
    return text.find(part)


def bound_str_index(text, part):
    return text.index(part)


def bound_str_join(text, parts):
    return text.join(parts)


def bound_str_startswith(text, prefix):
    return text.startswith(prefix)


def bound_str_endswith(text, suffix):
    return text.endswith(suffix)


def bound_str_split(text, separator=None, most=-1):
    return text.split(separator, most)


def bound_str_replace(text, old, new, count=-1):
    return text.replace(old, new, count)


def bound_str_upper(text):
    return text.upper()


def bound_str_lower(text):
    return text.lower()


def bound_set_issubset(items, other):
    return items.issubset(other)


def bound_set_issuperset(items, other):
    return items.issuperset(other)


def bound_file_readline(file):
    return file.readline()


def bound_file_write(file, text):
    return file.write(text)


def bound_list___getitem__(items, index):
    return items[index]


def bound_tuple___getitem__(items, index):
    return items[index]


def bound_dict___getitem__(table, key):
    return table[key]


def bound_str___getitem__(text, index):
    return text[index]


def bound_list___contains__(items, value):
    return value in items


def bound_tuple___contains__(items, value):
    return value in items


def bound_dict___contains__(table, value):
    return value in table


def bound_set___contains__(items, value):
    return value in items


def bound_frozenset___contains__(items, value):
    return value in items


def bound_str___contains__(text, value):
    return value in text
