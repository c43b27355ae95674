"""The pure engine: arithmetic and rules, no database, no clock, no Odoo (law 1).

Whole cycles: :mod:`.model` and :mod:`.outcome` (what goes in, what comes out), :mod:`.pipeline` (evaluate),
:mod:`.diff` (what a recompute changed), :mod:`.reasons` (every machine code with its figures).
Rules that are also asked for by themselves: :mod:`.numbers`, :mod:`.criteria`, :mod:`.quota`, :mod:`.rating`,
:mod:`.ballots`, :mod:`.clock`, :mod:`.periods`.
Inside an evaluation: :mod:`.components`, :mod:`.counted` and :mod:`.reading` (inputs to points), :mod:`.tree`,
:mod:`.adjustments` and :mod:`.totals` (points to a total with its trace), :mod:`.bands`, :mod:`.gates`,
:mod:`.ranking`, :mod:`.standing`, :mod:`.contest` and :mod:`.proposal` (totals to a grade with its reason).
"""
