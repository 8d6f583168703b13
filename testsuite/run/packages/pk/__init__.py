print("pk init")
from .util import g
thing = g() + "!"
