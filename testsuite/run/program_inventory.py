class Item:
    tax = 0.2
    count = 0

    def __init__(self, name, price, qty=1):
        self.name = name
        self.price = price
        self.qty = qty

    @property
    def total(self):
        return self.price * self.qty * (1 + self.tax)

    def __lt__(self, other):
        return self.total < other.total

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, {self.price}, {self.qty})"

    def __str__(self):
        return "{:<8}|{:>8.2f}".format(self.name, self.total)

class Book(Item):
    tax = 0.05

    def __init__(self, name, price, author, qty=1):
        super().__init__(name, price, qty)
        self.author = author

    def __str__(self):
        return super().__str__() + f" by {self.author}"

items = [Item("pen", 1.5, 10), Book("SICP", 40.0, "Abelson"), Item("desk", 120.0)]
for it in sorted(items):
    print(it)
print(items)
print(sum(i.total for i in items))
print(max(items), min(items, key=lambda i: i.price))
print(Item("pen", 3) == items[0], Item("pen", 3) in items, Item("cup", 1) in items)
print([isinstance(i, Book) for i in items], Book.tax, Item.tax, items[1].__class__.__name__)
names = {i.name: i for i in items}
print(names["SICP"].author, names.get("cup"))
