"""States of a cycle, and of what is made in it, in which something may be done.

A cycle goes draft, open, computed, decided, published, archived; assessments go with it from open on.
"""

RUNNING = ("open", "computed")
"""Lists, records, marks and events are taken; no result is decided."""
UNDECIDED = ("draft", *RUNNING)
"""Its rules and seats may still change, for nothing was decided by them."""
DECIDED = ("decided", "published", "archived")
"""A body has decided: grades are those of the decision, other cycles may take results over."""
UNDER_WAY = (*RUNNING, "decided", "published")
"""Opened and not yet in the archive: somebody has something to do."""
COMPUTED = ("computed", *DECIDED)
"""There is something to show."""
