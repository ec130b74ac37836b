"""Many records of one kind, kept as columns: each is made when somebody asks for it.

A comparison of 790,000 words has 440,000 edits; as objects they alone would cost as much as all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

_Record = TypeVar("_Record")


class Columns(Sequence[_Record]):
    """Records as columns of equal length, and how one is made of what each column has at its place.

    Immutable by convention. Equal to the tuple of its records, and hashed as that.
    """

    __slots__ = ("columns", "make")

    def __init__(self, make: Callable[..., _Record], *columns: Sequence[Any]) -> None:
        """Keep the columns, one for each argument of `make`."""
        self.make, self.columns = make, columns

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.columns[0])

    def __iter__(self) -> Iterator[_Record]:
        """Yield the records."""
        return map(self.make, *self.columns)

    @overload
    def __getitem__(self, at: int) -> _Record: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_Record, ...]: ...

    def __getitem__(self, at: int | slice) -> _Record | tuple[_Record, ...]:
        """Return a record, or the tuple of some."""
        if isinstance(at, slice):
            return tuple(map(self.make, *(column[at] for column in self.columns)))
        return self.make(*(column[at] for column in self.columns))

    def __eq__(self, other: object) -> bool:
        """Return whether these are the same records as those of a tuple, or of other columns."""
        if isinstance(other, Columns):
            other = tuple(other)
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
