"""The words of procedures and of what follows them: kinds of steps, stages, actors, outcomes."""

KINDS = [
    ("headcount", "Headcount"),
    ("approval", "Approval"),
    ("announcement", "Announcement"),
    ("registration", "Registration"),
    ("check", "Check of Conditions"),
    ("ballot", "Ballot of a Meeting"),
    ("talks", "Talks"),
    ("marks", "Marks"),
    ("proposal", "Proposal"),
    ("consultation", "Consultation"),
    ("shortlist", "Who Is Inspected"),
    ("preview", "Notice of Inspection"),
    ("inspection", "Inspection"),
    ("opinion", "Opinion of the Discipline Body"),
    ("decision", "Discussion and Decision"),
    ("notice", "Public Notice"),
    ("talk", "Talk with the Person"),
    ("exam", "Examination"),
    ("document", "Document of Appointment"),
    ("filing", "Filing"),
]
STAGES = [
    ("prepare", "Preparations"),
    ("recommend", "Recommendation"),
    ("inspect", "Inspection"),
    ("decide", "Discussion and Decision"),
    ("publish", "Notice"),
    ("appoint", "Appointment"),
]
"""Columns of the board."""
ACTORS = [
    ("office", "Selection Office"),
    ("outside", "An Authority or Leader Outside"),
    ("group", "Inspection Group"),
    ("discipline", "Discipline Body"),
    ("body", "Deciding Body"),
]
JUDGES = [
    ("judges", "Judges"),
    ("group", "Inspection Group"),
]
"""Beside the deciding body, whose members give marks (S4-P4-09: the party committee; S4-P10-19: the leading team)."""
CONTESTS = [
    ("open", "Competition"),
    ("direct", "Direct Decision of the Body"),
    ("cancelled", "Nobody: the Competition is Cancelled"),
]
COMPETING = frozenset({"ballot", "marks", "exam", "talks", "shortlist"})
"""Kinds of steps by which candidates compete: not taken for a post that is filled directly."""
DECIDED_BY_BODY = frozenset({"decision", "shortlist"})
"""Kinds of steps that are taken by a decision with names."""
ABOUT_POSTS = frozenset({"headcount", "announcement"})
"""Kinds of steps that say nothing of anybody: which posts there are, and what is asked for them."""
ON_PAPER = frozenset({"approval", "document", "filing"})
"""Kinds of steps that rest on a paper with a number and a day of its own."""
CHOOSING = frozenset({"check", "ballot", "marks", "exam", "inspection", "shortlist", "decision"})
"""Kinds of steps to which more candidates come than places, where the procedure asks for it."""
OUTCOMES = [
    ("agreed", "Agreed"),
    ("refused", "Not Agreed"),
    ("nobody", "Nobody Suitable"),
]
CHANNELS = [
    ("office", "By the Selection Office"),
    ("self", "By Himself"),
    ("unit", "By an Organization"),
    ("masses", "By the Masses"),
]
"""Who brings a candidate forward; who registers himself has not the first one (S4-P10-08)."""
AUTHORS = [
    ("office", "Selection Office"),
    ("group", "Inspection Group"),
    ("discipline", "Discipline Body"),
    ("unit", "Unit of the Person"),
]
DAY_TYPES = [("working", "Working Days"), ("calendar", "Calendar Days")]
STATUTORY_NOTICE = 5
"""Working days that a notice before an appointment lasts at least (O-18)."""
RESERVE_ORIGINS = [
    ("decision", "Decision of a Body"),
    ("selection", "Selection"),
    ("consequence", "What Follows from Results"),
]
"""By what somebody came into the reserve (S4-P9-38, S4-P8-20)."""
REMOVALS = [
    ("consequence", "What Follows from Results"),
    ("review", "Yearly Review"),
    ("sanction", "Sanction"),
    ("promotion", "Promotion"),
    ("other", "Another Reason"),
]
REVIEWED = [
    ("keep", "Stays"),
    ("priority", "Priority"),
    ("removal", "Removal"),
]
"""What becomes of somebody in the reserve by the results of his years (S4-P8-20)."""
