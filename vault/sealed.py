"""The value of a sealed column as a page may hold it: it shows nothing and can be used for nothing but storing."""

from typing import Any, NoReturn, Self

SHOWN = "⟦sealed⟧"


class PlaintextRefused(TypeError):
    """Something other than a value sealed for this row and column was given; names the field, never the value."""


class Sealed:
    """A stored envelope: it shows nothing in a page, log or traceback, and has no text, truth, order or pickle."""

    __slots__ = ("envelope",)

    def __init__(self, envelope: bytes) -> None:
        self.envelope = bytes(envelope)

    def __repr__(self) -> str:
        return SHOWN

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return SHOWN

    def __bool__(self) -> NoReturn:
        raise TypeError("A sealed value has no truth, for empty text is sealed too: ask `is None`.")

    def __eq__(self, other: object) -> bool:
        return self.envelope == other.envelope if isinstance(other, Sealed) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.envelope)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("A sealed value is not pickled: keep ids, not records.")
