from __future__ import annotations


class Tree:
    def __init__(self, key: int, left: Tree | None = None, right: Tree | None = None) -> None:
        self.key = key
        self.left = left
        self.right = right

    def __repr__(self):
        return f"Tree({self.key}, {self.left!r}, {self.right!r})"


def insert(t: Tree | None, key: int) -> Tree:
    if t is None:
        return Tree(key)
    if key < t.key:
        return Tree(t.key, insert(t.left, key), t.right)
    if key > t.key:
        return Tree(t.key, t.left, insert(t.right, key))
    return t


def inorder(t):
    return inorder(t.left) + [t.key] + inorder(t.right) if t else []


def height(t):
    return 1 + max(height(t.left), height(t.right)) if t else 0


def level_order(root):
    if root is None:
        return []
    out, queue = [], [root]
    while queue:
        level = []
        nxt = []
        for n in queue:
            level.append(n.key)
            if n.left:
                nxt.append(n.left)
            if n.right:
                nxt.append(n.right)
        out.append(level)
        queue = nxt
    return out


def is_bst(t, lo=float("-inf"), hi=float("inf")):
    if t is None:
        return True
    return lo < t.key < hi and is_bst(t.left, lo, t.key) and is_bst(t.right, t.key, hi)


def lca(t, a, b):
    while t:
        if a < t.key and b < t.key:
            t = t.left
        elif a > t.key and b > t.key:
            t = t.right
        else:
            return t
    return None


root = None
for k in [8, 3, 10, 1, 6, 14, 4, 7, 13]:
    root = insert(root, k)
print(inorder(root), height(root), level_order(root), is_bst(root))
print(lca(root, 4, 7).key, root)
print(sum(map(lambda k: k * k, inorder(root))))
