"""Functions that rooms add to one list, asked in an order that is stated once, whichever room was loaded first."""


class Slots:
    """The functions of a list, by the name of their place in it.

    >>> greetings = Slots("morning", "evening")
    >>> @greetings("evening")
    ... def night(name):
    ...     return f"Good night, {name}"
    >>> @greetings("morning")
    ... def day(name):
    ...     return f"Good morning, {name}"
    >>> [greet("Li") for greet in greetings]
    ['Good morning, Li', 'Good night, Li']
    >>> greetings("noon")(day)
    Traceback (most recent call last):
    ValueError: “noon” is no place of morning, evening
    >>> greetings("evening")(day)
    Traceback (most recent call last):
    ValueError: “evening” has its function already: night
    """

    def __init__(self, *names):
        self.names = names
        self._made = {}

    def __call__(self, name):
        """A decorator that puts a function into the place ``name``.

        :raises ValueError: there is no such place, or it is taken
        """
        if name not in self.names:
            raise ValueError(f"“{name}” is no place of {', '.join(self.names)}")

        def keep(function):
            if name in self._made:
                raise ValueError(f"“{name}” has its function already: {self._made[name].__name__}")
            self._made[name] = function
            return function

        return keep

    def __iter__(self):
        """The functions, in the stated order; a place without one is left out."""
        return (self._made[name] for name in self.names if name in self._made)
