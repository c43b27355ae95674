"""Write the sample county 云岭县 (year 2025) as CSV files for Odoo's own import: data/*.csv and data/load_order.txt.

    python3 tools/make_county.py           write them
    python3 tools/make_county.py --check   only say whether they are as the generator makes them

Python's standard library only; the same files, byte for byte, on every machine. All names are invented.
"""

import csv
import io
import pathlib
import sys

from county import tables

DATA = pathlib.Path(__file__).parents[1] / "data"


def csv_bytes(rows):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def main():
    made = {f"{name}.csv": csv_bytes(rows) for name, rows in tables.everything()}
    made["load_order.txt"] = "".join(f"{name}\n" for name in made).encode()
    stale = [
        name for name, content in made.items() if not (DATA / name).exists() or (DATA / name).read_bytes() != content
    ]
    if "--check" in sys.argv:
        for name in stale:
            print(f"data/{name} is not what tools/make_county.py makes")
        return bool(stale)
    DATA.mkdir(exist_ok=True)
    for name in stale:
        (DATA / name).write_bytes(made[name])
    return 0


if __name__ == "__main__":
    sys.exit(main())
