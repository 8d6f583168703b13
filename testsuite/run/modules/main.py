"""Imports of own modules and packages."""
import helper
import tools.text
from helper import Row, SCALE, scaled
from tools import numbers as n
from tools.text import shout as loud

print("main starts", __name__)
print(helper.scaled(3), scaled(4), SCALE, helper.count)
print(tools.text.shout("hi"), loud("ho"))
print(n.mean([1.0, 2.0, 6.0]), n.LIMIT)
print(helper.__name__)
