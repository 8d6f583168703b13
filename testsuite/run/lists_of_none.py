"""Elements that take no room: filtered in place, removed, read while the list is updated."""


def kept(items):
    items = [item for item in items if item is None]
    return items


names = [None] * 5
names = kept(names)
print(names, len(kept([])), kept([None]))
names = [name for name in names if name is not None]
print(names, list(filter(None, [None] * 3)))
many = [None] * 100000
many = [item for item in many if item is None]
print(len(many))
