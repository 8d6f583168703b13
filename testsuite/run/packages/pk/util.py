print("util")
class Shape:
    def __init__(self, side): self.side = side
    def name(self): return f"shape{self.side}"
def g(): return "g"
