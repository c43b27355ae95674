from . import cadre_ballot_issue
