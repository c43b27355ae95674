"""How are dates and people written on an official form?"""


def month(date, _month_only=True):
    """1980.05, as forms write birth dates and dates of posts; empty when unknown.

    >>> import datetime
    >>> month(datetime.date(1980, 5, 6)), month(None)
    ('1980.05', '')
    """
    return f"{date:%Y.%m}" if date else ""


def day(date):
    """2025年5月6日; empty when unknown.

    >>> import datetime
    >>> day(datetime.date(2025, 5, 6))
    '2025年5月6日'
    """
    return f"{date.year}年{date.month}月{date.day}日" if date else ""


def number(value):
    """A number without a tail of zeros: 30, 12.5.

    >>> number(30.0), number(12.5)
    ('30', '12.5')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
