"""One table that goes out twice: as a workbook and on paper."""

from dataclasses import dataclass

from .sheet import Cell, Column


@dataclass(frozen=True)
class Head:
    label: str
    kind: str
    """text / number / integer"""
    width: float


@dataclass(frozen=True)
class Matrix:
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple, ...]
    subjects: tuple = ()
    """The record of each row, where somebody asks for more of it than stands there."""

    def columns(self, widths, centered):
        """The columns on paper: ``widths`` in percent of the paper, labels in ``centered`` in the middle."""
        return tuple(
            Column(head.label, width, "center" if head.label in centered else "")
            for head, width in zip(self.heads, widths, strict=True)
        )

    def cells(self):
        """The rows on paper: a number with its two decimals, what is empty left empty."""
        return tuple(tuple(Cell(_written(value)) for value in row) for row in self.rows)


def _written(value):
    """
    >>> _written(None), _written(92.5), _written(3), _written("称职")
    ('', '92.50', '3', '称职')
    """
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
