"""The calendar from the command line: everybody's or one person's, and a sentence where nobody is meant."""

from pathlib import Path

import icalendar
import pytest

from policydesk.errors import Refusal
from policydesk.headless_calendar import write_calendar
from policydesk.store import Register
from tests.stories import days, hire
from tests.stories_reviews import plan


def summaries(file: Path) -> list[str]:
    """What the entries of a calendar file say."""
    return sorted(str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def test_a_calendar_is_written_for_everybody_or_for_one_person(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan(register, "Filtering", days(10), person_id=hire(register))
    plan(register, "Leaflets", days(10), person_id=hire(register, "Bea Quilliam"))
    file = tmp_path / "school.ics"
    assert write_calendar(register, file, None) == 0
    assert "2 entries." in capsys.readouterr().out
    assert summaries(file) == ["Filtering", "Leaflets"]
    assert write_calendar(register, file, "bea quill") == 0
    assert summaries(file) == ["Filtering"]


@pytest.mark.parametrize(("name", "found"), [("Nobody", "nobody"), ("Bea", "Bea Quill, Bea Quilliam")])
def test_a_name_that_is_not_one_person_is_refused(register: Register, tmp_path: Path, name: str, found: str) -> None:
    hire(register)
    hire(register, "Bea Quilliam")
    with pytest.raises(Refusal, match=f"must be one person. Found: {found}."):
        write_calendar(register, tmp_path / "x.ics", name)
    assert not (tmp_path / "x.ics").exists()
