"""What comes in from outside as a file, and what goes out as a workbook.  Pure Python: imports nothing of odoo.

A file from outside is hostile until shown otherwise. There is one way in for each kind (workbook, typed text, JSON),
all with the limits of :mod:`.bounds`, which are asked while the file is read and not afterwards. There is one way out
(:mod:`.written`), in which text stays text.
"""
