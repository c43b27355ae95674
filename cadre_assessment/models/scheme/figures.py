"""Write a figure of a rule."""


def number(value):
    """A figure without needless zeros.

    >>> number(20.0), number(0.25), number(-2)
    ('20', '0.25', '-2')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")
