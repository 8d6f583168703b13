class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

def insert(node, value):
    if node is None:
        return Node(value)
    if value < node.value:
        return Node(node.value, insert(node.left, value), node.right)
    if value > node.value:
        return Node(node.value, node.left, insert(node.right, value))
    return node

def in_order(node):
    if node is None:
        return []
    return in_order(node.left) + [node.value] + in_order(node.right)

def height(node):
    return 0 if node is None else 1 + max(height(node.left), height(node.right))

def contains(node, v):
    while node:
        if v == node.value:
            return True
        node = node.left if v < node.value else node.right
    return False

root = None
for v in [50, 30, 70, 20, 40, 60, 80, 30]:
    root = insert(root, v)
print(in_order(root), height(root))
print(contains(root, 60), contains(root, 65))

def show(node, depth=0):
    if node:
        show(node.right, depth + 1)
        print("    " * depth + str(node.value))
        show(node.left, depth + 1)
show(root)
