"""The chain of a database's archive, checked without a browser, e.g. by a nightly job of the administrator."""

import json

from . import database, given, runner
from .ui import CadreError, say

SCRIPT = """
import json
found = []
for chain in env["cadre.archive.chain"].search([]):
    broken = chain._check()
    found.append([chain.company_id.name, chain.length, chain.head, chain._sentences(broken)])
altered = [
    ballot.name
    for ballot in env["cadre.ballot"].search([("state", "=", "sealed"), ("erased_on", "=", False)])
    if not ballot._verify()
]
env.cr.commit()
print("VERIFIED" + json.dumps([found, altered]))
"""


def verify(args):
    """`./cadre verify NAME`: check the chain of every company and every sealed ballot; ends with 1 on a misfit."""
    cluster = runner.ensure("pg" if args.demo else "pg-test")
    try:
        given.known([args.database], cluster.databases(), "database", "./cadre psql lists them")
        said = database.inside(cluster, args.database, SCRIPT)
    finally:
        cluster.release()
    line = next((line for line in said.splitlines() if "VERIFIED" in line), None)
    if line is None:
        raise CadreError(f"{args.database} cannot be checked", "update the addon in it first: ./cadre db NAME --update")
    chains, altered = json.loads(line.partition("VERIFIED")[2])
    broken = 0
    for company, length, head, sentences in chains:
        say(f"{company}: {length} entries, last hash {head}")
        for sentence in sentences:
            say(f"  {sentence}")
        broken += len(sentences)
    for name in altered:
        say(f"ballot “{name}” was changed after sealing")
    if broken or altered:
        return 1
    say("all fits")
    return 0
