"""Every report looks as it did: the same pages, lines, places and fonts, for the demo school and an empty register.

On none of their pages is there anything to object to; `python -m tests.pages FILE.pdf` looks at any other paper.

Where that is meant to be otherwise: `python -m tests.golden` shows what is different, `python -m tests.golden renew`
keeps it.
"""

import shutil
from itertools import islice
from pathlib import Path

import pytest

from tests.golden import Golden, Looks, demo_golden, differences, empty_golden, kept
from tests.pages.inspector import objections
from tests.papers import DEMO

HOW = "\nMeant so? Look at it with: python -m tests.golden; keep it with: python -m tests.golden renew\n"


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_report_of_the_demo_school_looks_as_it_did(demo_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(demo_folder, tmp_path / DEMO)
    faults: list[str] = []
    now = demo_golden(tmp_path, _objecting(faults))
    _looks_as_it_did("demo", now)
    assert not faults


@pytest.mark.slow
def test_every_report_of_an_empty_register_looks_as_it_did(tmp_path: Path) -> None:
    faults: list[str] = []
    now = empty_golden(tmp_path, _objecting(faults))
    _looks_as_it_did("empty", now)
    assert not faults


def _objecting(faults: list[str]) -> Looks:
    """Look at every page of each paper, and note what somebody would object to."""
    return lambda name, content: faults.extend(f"{name}, {one}" for one in objections(content))


def _looks_as_it_did(part: str, now: Golden) -> None:
    different = list(islice(differences(kept(part), now), 200))
    assert not different, HOW + "\n".join(different)


def test_what_is_different_is_shown_line_by_line() -> None:
    shown = list(differences({"demo/a.txt": "1 pages\nold\n"}, {"demo/a.txt": "1 pages\nnew\n", "demo/b.txt": "x\n"}))
    assert {"-old", "+new", "+x", "--- kept demo/a.txt", "+++ now demo/b.txt"} <= set(shown)
    assert not list(differences({"demo/a.txt": "same\n"}, {"demo/a.txt": "same\n"}))
