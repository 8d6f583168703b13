# What super() of an exception says.


class Fault(Exception):
    def __str__(self):
        return "Fault says " + super().__str__()

    def __repr__(self):
        return "<" + super().__repr__() + ">"


class Deep(Fault):
    def __init__(self, place, text):
        super().__init__(place, text)
        self.place = place

    def __str__(self):
        return super().__str__() + "!"


for fault in (Fault("x"), Fault(), Fault("x", 1), Deep("here", "y")):
    try:
        raise fault
    except Fault as caught:
        print(caught, repr(caught))
raise Deep("there", "last")
