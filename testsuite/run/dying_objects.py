"""What dies when the last reference to it goes: trees, chains, mixed and shared objects."""


class Leaf:
    def __init__(self, value):
        self.value = value


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Chain:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest


class Named:
    def __init__(self, name, rest):
        self.name = name
        self.rest = rest


class Odd:
    def __init__(self, rest):
        self.rest = rest


class Even:
    def __init__(self, rest, name):
        self.rest = rest
        self.name = name


class Three:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


class Six:
    def __init__(self, a, b, c, d, e, f):
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        self.e = e
        self.f = f


class Holder:
    def __init__(self, items, text):
        self.items = items
        self.text = text


def tree(depth):
    if depth == 0:
        return Node(None, None)
    return Node(tree(depth - 1), tree(depth - 1))


def lopsided(depth, to_left):
    node = Node(None, None)
    for i in range(depth):
        node = Node(node, None) if to_left else Node(None, node)
    return node


def zigzag(depth):
    node = Node(None, None)
    for i in range(depth):
        leaf = Node(None, None)
        node = Node(node, leaf) if i % 2 else Node(leaf, node)
    return node


def nodes(node):
    if node is None:
        return 0
    return 1 + nodes(node.left) + nodes(node.right)


def shared():
    """Parts of a dying tree that are held elsewhere stay."""
    inner = tree(3)
    a = Node(inner, inner)
    b = Node(a, Node(inner, None))
    kept = b.right
    print(nodes(b), nodes(a))
    b = tree(0)
    a = tree(1)
    print(nodes(kept), nodes(inner), nodes(a), nodes(b))
    again = [tree(3) for _ in range(4)]
    print(nodes(kept), nodes(inner), [nodes(t) for t in again])


def chain(length):
    c = None
    for i in range(length):
        c = Chain(i, c)
    return c


def length(c):
    n = 0
    while c is not None:
        n += 1
        c = c.rest
    return n


def named(length):
    c = None
    for i in range(length):
        c = Named("n" + str(i), c)
    return c


def alternating(length):
    even = Even(None, "x")
    for i in range(length):
        even = Even(Odd(even), "e" + str(i))
    return even


def alternations(even):
    n = 0
    while even.rest is not None:
        n += 1
        even = even.rest.rest
    return n


def threes(depth):
    if depth == 0:
        return None
    return Three(threes(depth - 1), "t" + str(depth), threes(depth - 1))


def three_count(t):
    return 0 if t is None else 1 + len(t.b) + three_count(t.a) + three_count(t.c)


def six(depth):
    if depth == 0:
        return None
    return Six(six(depth - 1), str(depth), [depth], six(depth - 1), (str(depth), 1), None)


def six_count(s):
    return 0 if s is None else 1 + len(s.b) + len(s.c) + six_count(s.a) + six_count(s.d)


def plain(n):
    """Lists of objects without references, some of them held twice."""
    leaves = [Leaf(i) for i in range(n)]
    twice = leaves + leaves[: n // 2]
    some = leaves[n // 3:]
    leaves = [Leaf(-1)]
    print(sum(leaf.value for leaf in twice), sum(leaf.value for leaf in some))
    twice = leaves
    more = [Leaf(7) for _ in range(n)]
    print(sum(leaf.value for leaf in some), len(twice), sum(leaf.value for leaf in more))


def mixed(n):
    items = [Leaf(i) if i % 3 else Node(None, None) for i in range(n)]
    holders = [Holder(items, "h" + str(i)) for i in range(3)]
    items = [Leaf(1)]
    print(len(holders[1].items), holders[2].text, len(items))
    holders = holders[:1]
    print(len(holders[0].items))


def main():
    for depth in range(12):
        print(depth, nodes(tree(depth)), [nodes(tree(depth)) for _ in range(3)])
    shared()
    print(length(chain(1000000)), length(chain(0)), length(named(300000)))
    long = chain(10)
    part = long.rest
    long = chain(3)
    print(length(part), length(long), part.value if part else None)
    for left in (True, False):
        lopsided(400000, left)
    zigzag(400000)
    print(alternations(alternating(300000)))
    print(three_count(threes(9)), six_count(six(7)))
    for n in (0, 1, 2, 3, 10, 1000):
        plain(n)
    mixed(100)


main()
