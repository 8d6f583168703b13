# A class constant hides a method or property of its base, and the other way round.


class A:
    size = 3
    label = "plain"

    def kind(self):
        return "a method"

    @property
    def name(self):
        return "computed"

    def show(self):
        return f"{self.name} {self.label}"


class B(A):
    name = "stored"
    kind = "a text"

    def size(self):
        return self.kind * 2


class C(B):
    size = 9

    @property
    def name(self):
        return super().show()[:0] + "computed again"

    @property
    def label(self):
        return "called"

    def kind(self):
        return "a method again"


print(A().size, B().size(), C().size, A.size, C.size)
print(A().kind(), B().kind, B.kind, C().kind())
print(A().name, B().name, B.name, C().label)
print(A().show(), B().show())
