"""Packages, relative imports, a base class from another module."""
import helper
from helper import greet as hi, CONST
import pk.sub.deep
from pk import util, thing
from pk.util import Shape
import pk.util as u2, math as mm
print(helper.greet("a"), hi("b"), CONST, helper.STATE, pk.sub.deep.f(2), util.g(), thing, u2.g(), mm.sqrt(4))
class Sq(Shape):
    def area(self): return self.side ** 2
print(Sq(3).area(), Sq(2).name(), pk.util.Shape(1).name())
helper_result = helper.bump() + helper.bump()
print(helper_result)
