"""Names of types that annotations use, and the text that the module starts with:
none of them does anything while the program runs."""
from __future__ import annotations

from typing import TYPE_CHECKING, Dict, Generic, List, Literal, Tuple, TypeVar, Union
import typing
import typing as t
from collections.abc import Callable, Iterable

Cell = Tuple[int, int]
Grid = Dict[Cell, "Piece"]
JSON = Union[str, int, None, List["JSON"]]
Op = Callable[[int, int], int]
Opt = typing.Optional[Cell]
It = t.Iterable[Cell]
Num = int | float
MaybeNum = Num | None
Varied = tuple[int, ...]
X: "TypeAlias" = dict[str, list[int]]


class Piece:
    Kind = List[str]

    def __init__(self, kind: Kind):
        self.kind = kind


PieceMap = dict[Cell, Piece]
MaybePiece = Piece | None


def f(g: Grid, op: Op) -> Num:
    Local = List[int]
    xs: Local = []
    for (a, b), p in g.items():
        xs.append(op(a, b))
    return sum(xs)


print(f({(1, 2): Piece(["k"]), (3, 4): Piece([])}, lambda a, b: a * b))


if TYPE_CHECKING:
    from nowhere import Sequence

T = TypeVar("T")
Key = TypeVar("Key", bound="Piece")
Mode = Literal["r", "w"]


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item


def last(xs: "Sequence[T]", mode: Mode = "r") -> T:
    return xs[-1]


print(Box(3).get(), Box("x").get(), last([1, 2]), last(["a", "b"]))
print(__doc__)


def first_line():
    return __doc__.splitlines()[0]


print(first_line(), len(__doc__))

import doctest

if __name__ == "__main__":
    doctest.testmod()
    print("end")
