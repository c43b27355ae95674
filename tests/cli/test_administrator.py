"""The administrator's guide says the same in both languages; its sizes are what its measured rows come to."""

import re

import pytest
from cadre_cli import paths

GUIDES = {
    language: (paths.REPO / "docs" / "user-guide" / name).read_text(encoding="utf-8")
    for language, name in (("en", "administrator.md"), ("zh", "administrator.zh-CN.md"))
}
PERSON = {15: (206, 92_000), 67: (736, 356_000)}
"""Records of a person and year -> rows and bytes of him and year."""
RECORD, REST, EMPTY = (10.2, 5_070), (53, 16_000), 60e6
"""Rows and bytes of a record with its lines and messages, of the rest of a person; bytes of an empty database."""
NEEDED = {
    "Proxy": "proxy_pass",
    "Processes and sizes": "1,309,024",
    "Job queue": "root:2",
    "Backup and restore": "pg_restore",
    "Update": "--stop-after-init",
    "Single sign-on": "auth_saml",
    "Audit log": "`cadre.ballot`",
    "Retention": "until the sealing",
}
"""Section -> what it cannot do without."""


def _blocks(text):
    return re.findall(r"^```\w+\n.*?^```$", text, re.MULTILINE | re.DOTALL)


def test_both_languages_configure_alike():
    """Files and commands are the same, and so are the sections."""
    english, chinese = (_blocks(text) for text in GUIDES.values())
    assert english == chinese and len(english) > 5
    headings = [len(re.findall(r"^##+ ", text, re.MULTILINE)) for text in GUIDES.values()]
    assert headings[0] == headings[1]


def test_sections():
    """What somebody who runs a server looks for has a section of its own."""
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDES["en"], re.MULTILINE | re.DOTALL))
    assert [title for title, needed in NEEDED.items() if needed not in sections.get(title, "")] == []


@pytest.mark.parametrize("language", GUIDES)
def test_sizes_follow_from_measured_rows(language):
    """500, 10,000 and 100,000 people: rows of a person times people, and that on top of an empty database."""
    pattern = r"^\| ([\d,]+) \| \D+(\d+)[^|]*\| ([\d,]+) \| ([\d.]+) GB \| ([\d.]+) GB \|$"
    lines = re.findall(pattern, GUIDES[language], re.MULTILINE)
    assert [line[0] for line in lines] == ["500", "500", "10,000", "10,000", "100,000", "100,000"]
    for people, records, rows, *sizes in lines:
        each, size = PERSON[int(records)]
        count = int(people.replace(",", ""))
        assert int(rows.replace(",", "")) == count * each
        for years, said in zip((1, 10), sizes, strict=True):
            assert float(said) == pytest.approx((EMPTY + count * years * size) / 1e9, abs=0.051)


def test_a_person_follows_from_records():
    """Rows and bytes of a person are those of his records and of everything else, rounded."""
    for records, (rows, size) in PERSON.items():
        assert rows == round(records * RECORD[0] + REST[0])
        assert size == pytest.approx(records * RECORD[1] + REST[1], rel=0.005)
    assert round((1_309_024 - 776_496) / 10_003) == REST[0]
