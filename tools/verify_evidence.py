"""Check the evidence file of a cycle: the chain of the archive, what its entries keep, its results and its ballots.

    python3 verify_evidence.py FILE [--head HASH]

Needs Python 3.9 or later and nothing else. HASH is the last hash of the chain as somebody noted it earlier, on the
paper of a decision for instance, with or without the spaces there: it must be in the chain. Ends with 0 when all
fits, with 1 and a line for each misfit otherwise, with 2 when the file cannot be read. ``docs/evidence.md`` says what
is hashed, and how.
"""

import argparse
import hashlib
import json
import sys

START = "0" * 64
FIRST_FORMAT = [
    "employee_id",
    "year",
    "company_id",
    "name",
    "staff_number",
    "post",
    "unit_name",
    "regulation",
    "grade_code",
    "grade_name",
    "total",
    "has_total",
    "rank",
    "annual_grade_name",
    "reason",
    "origin",
    "origin_note",
    "version",
    "evidence",
]
FIRST_FORMAT_WHERE_SET = ("subject_unit_id", "award_codes")


DELIVERED = 2
"""The format of what an entry keeps since it says how the written notice was delivered; without a number it is 1."""


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def link(number, kind, made_on, content, previous):
    return sha("\n".join(("1", str(number), kind, made_on, content, previous)))


def row_hash(row, before, number):
    """The hash of an archived result, in the format ``number``."""
    if number == 1:
        plain = {name: row.get(name) or None for name in FIRST_FORMAT}
        plain.update({name: row[name] for name in FIRST_FORMAT_WHERE_SET if row.get(name)})
    else:
        plain = {name: value or None for name, value in row.items()}
        plain["format"] = number
    plain["total"] = "{:.2f}".format(row.get("total") or 0.0)
    plain["previous"] = before or None
    return marked(number, sha(json.dumps(plain, ensure_ascii=False, sort_keys=True)))


def ballot_hash(ballot, number):
    facts = dict(ballot["facts"], salt=ballot["salt"], receipts=ballot["receipts"])
    return marked(number, sha(json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))))


def marked(number, digest):
    return digest if number == 1 else f"{number}:{digest}"


def format_of(digest):
    number, colon, _rest = (digest or "").partition(":")
    return int(number) if colon and number.isdigit() else 1


def chain_problems(file, noted):
    """What does not fit among the links."""
    previous, due = START, 1
    for number, kind, made_on, content, before, digest in file["links"]:
        if number != due:
            yield f"entries {due} to {number - 1} are missing"
        elif before != previous:
            yield f"entry {number} does not follow entry {number - 1}"
        if link(number, kind, made_on, content, before) != digest:
            yield f"entry {number} was changed"
        previous, due = digest, number + 1
    if due - 1 != (file["length"] or 0) or previous != (file["head"] or START):
        yield "the chain does not end as it says: entry {}".format(file["length"])
    if noted and noted not in {one[5] for one in file["links"]}:
        yield f"the noted hash {noted} is not in the chain"


def entry_problems(file):
    """What does not fit between the links, what their entries keep, and the results."""
    contents = {one[0]: one[3] for one in file["links"]}
    kinds = {one[0]: one[1] for one in file["links"]}
    sealed = {one["id"]: one["digest"] for one in file["ballots"]}
    for entry in file["entries"]:
        number = entry["number"]
        if entry["payload"] is None:  # erased: the link holds its place; an entry of the erasure names it
            continue
        kept = json.loads(entry["payload"])
        said = "entry {} ({})".format(number, kept.get("name", ""))
        if sha("\n".join((entry["salt"], entry["row_digest"] or "", entry["payload"]))) != contents.get(number):
            yield f"{said}: what it keeps was changed"
        for problem in kept_problems(kept):
            yield f"{said}: {problem}"
        row = entry["row"]
        if kinds.get(number) == "result" and (row is None or row.get("name") is None):
            yield f"{said}: its result is gone"
        elif row and row_hash(row, entry["before"], format_of(entry["row_digest"])) != entry["row_digest"]:
            yield f"{said}: its result was changed"
        for ballot in kept.get("ballots", ()):
            if sealed.get(ballot["id"]) != ballot["digest"]:
                yield "{}: it rests on another ballot than “{}”".format(said, ballot["name"])


def kept_problems(kept):
    """What does not fit within what one entry keeps, by its format."""
    number = kept.get("format", 1)
    if number not in (1, DELIVERED):
        yield f"it keeps what this program does not know (format {number})"
    delivery = kept.get("delivery")
    if number == DELIVERED and kept.get("received_on") and not delivery:
        yield "it says when the notice was received, and not how"
    if delivery and delivery["received_on"] != kept.get("received_on"):
        yield "two days of receipt"


def ballot_problems(file):
    for ballot in file["ballots"]:
        if ballot.get("erased"):  # somebody on it was erased by law: its hash stands in the entries
            continue
        if ballot_hash(ballot, format_of(ballot["digest"])) != ballot["digest"]:
            yield "ballot “{}” was changed after sealing".format(ballot["name"])


def problems(file, noted=None):
    """A sentence for each thing in ``file`` (the evidence as data) that does not fit."""
    yield from chain_problems(file, noted)
    yield from entry_problems(file)
    yield from ballot_problems(file)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", metavar="FILE", help="the evidence file of a cycle")
    parser.add_argument("--head", metavar="HASH", help="a hash of the chain that was noted earlier")
    given = parser.parse_args(arguments)
    try:
        with open(given.file, encoding="utf-8") as opened:
            file = json.load(opened)
        if file["format"] != 1:
            raise ValueError("format {} is not known".format(file["format"]))
        found = list(problems(file, given.head and "".join(given.head.split())))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{given.file} cannot be read: {error}", file=sys.stderr)
        return 2
    for sentence in found:
        print(sentence)
    print(
        "{cycle}: {entries} entries of {length}, {ballots} ballots; {said}. Last hash: {head}".format(
            cycle=file["cycle"],
            entries=len(file["entries"]),
            length=len(file["links"]),
            ballots=len(file["ballots"]),
            said="all fits" if not found else f"{len(found)} do not fit",
            head=file["head"],
        )
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
