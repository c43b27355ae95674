"""Kinds of cells beside texts, numbers and days: what a spreadsheet shows otherwise than it keeps it.

Each kind is a text, a number or a day as well, so that who does not ask reads it as such.
"""

import datetime


class ErrorCell(str):
    """What stands in a cell whose formula failed: #REF!"""

    __slots__ = ()


class NoResult(str):
    """The empty text of a formula that nobody has computed: the program that wrote the file left its result out."""

    __slots__ = ()


class Inexact(str):
    """A whole number of more than 15 digits in a number cell: the last digits are made up by the program."""

    __slots__ = ()


class Padded(int):
    """A whole number that is shown with zeros before it: 123 in a cell with the format 00000.

    >>> number = Padded(123, 5)
    >>> number + 1, str(number)
    (124, '00123')
    """

    def __new__(cls, value, digits):
        found = super().__new__(cls, value)
        found.digits = digits
        return found

    def __str__(self):
        return f"{int(self):0{self.digits}d}"


class Month(datetime.date):
    """The first day of a month of which the cell shows the month alone.

    >>> str(Month.of(datetime.date(1990, 5, 12)))
    '1990.05'
    """

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month, 1)

    def __str__(self):
        return f"{self.year}.{self.month:02d}"
