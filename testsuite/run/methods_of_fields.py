# Methods of objects in fields and items that are named like methods that update lists.


class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def insert(self, value):
        if value < self.value:
            left = self.left.insert(value) if self.left else Node(value)
            return Node(self.value, left, self.right)
        right = self.right.insert(value) if self.right else Node(value)
        return Node(self.value, self.left, right)

    def walk(self):
        left = self.left.walk() if self.left else []
        return left + [self.value] + (self.right.walk() if self.right else [])


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def add(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"


class Body:
    def __init__(self, place, speed):
        self.place, self.speed = place, speed
        self.pair = (place, speed)
        self.all = [place, speed]
        self.by_name = {"place": place, "speed": speed}

    def moved(self):
        return Body(self.place.add(self.speed), self.speed.add(self.pair[0]))

    def sums(self):
        return [
            self.all[0].add(self.all[1]),
            self.pair[1].add(self.pair[1]),
            self.by_name["place"].add(self.by_name["speed"]),
        ]


root = Node(5)
for value in (3, 8, 1, 4, 9, 7):
    root = root.insert(value)
print(root.walk())
body = Body(Vector(1, 2), Vector(3, 4))
print(body.sums(), body.moved().sums(), body.moved().moved().place)
shelf = {"a": [Vector(0, 1)], "b": [Vector(5, 5)]}
print(shelf["a"][0].add(shelf["b"][-1]), shelf)
