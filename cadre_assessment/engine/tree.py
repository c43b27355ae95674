"""Leaves that score; container subtotals."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from .errors import ComponentError
from .model import Component, Key
from .numbers import add


class Clamp(NamedTuple):
    """A floor or cap that moved the points of a component from ``before`` to ``after``."""

    component: Component
    code: str
    before: Fraction
    after: Fraction


def clamp(component: Component, points: Fraction) -> Clamp | None:
    """Return how floor and cap of ``component`` move its ``points``, or ``None`` when they do not.

    >>> clamp(Component("w", "w", "手写", "per_unit", Fraction(20), floor=Fraction(0)), Fraction(-5))[1:]
    ('floored', Fraction(-5, 1), Fraction(0, 1))
    """
    if component.floor is not None and points < component.floor:
        return Clamp(component, "floored", points, component.floor)
    if component.cap is not None and points > component.cap:
        return Clamp(component, "capped", points, component.cap)
    return None


class Tree:
    """The components of a scheme: ``leaves`` score (in the scheme's order), ``containers`` add up what is under them.

    Only containers that matter are kept: those with a floor or a cap, those of the tie-break chain or in ``asked``
    (keys), and whatever stands between them and the leaves.

    :raises EngineError: a key given twice, a parent that does not exist, a component that is its own ancestor.
    """

    def __init__(self, components: Iterable[Component], asked: Collection[Key] = ()) -> None:
        nodes = {}
        for component in components:
            if component.key in nodes:
                raise ComponentError(component.code, f"another component has the key {component.key!r}")
            nodes[component.key] = component
        self._children: dict[Key, list[Component]] = {}
        for component in nodes.values():
            if component.parent is not None:
                if component.parent not in nodes:
                    raise ComponentError(component.code, f"its parent {component.parent!r} does not exist")
                self._children.setdefault(component.parent, []).append(component)
        self.leaves = tuple(component for component in nodes.values() if component.key not in self._children)
        self.containers: tuple[Component, ...] = ()
        matter = set(asked)
        for container in sorted((nodes[key] for key in self._children), key=lambda one: self._depth(one, nodes)):
            bounded = container.floor is not None or container.cap is not None
            if bounded or container.tie_break or matter.intersection((container.key, container.parent)):
                matter.add(container.key)
                self.containers = (container, *self.containers)

    @staticmethod
    def _depth(component: Component, nodes: dict[Key, Component]) -> int:
        depth, node = 0, component
        while node.parent is not None:
            depth, node = depth + 1, nodes[node.parent]
            if depth > len(nodes):
                raise ComponentError(component.code, "it is its own ancestor")
        return depth

    def climb(self, points: dict[Key, Fraction]) -> list[Clamp]:
        """Add to ``points`` what each container comes to, deepest first, and return what their floors and caps moved.

        A container without any present child stays absent.
        """
        moved = []
        for container in self.containers:
            present = [points[child.key] for child in self._children[container.key] if child.key in points]
            if not present:
                continue
            points[container.key] = add(present)
            change = clamp(container, points[container.key])
            if change:
                points[container.key] = change.after
                moved.append(change)
        return moved
