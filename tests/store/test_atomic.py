"""Files written whole: long names, folders in the way, and sentences for what the disk refuses."""

from pathlib import Path

import pytest

from policydesk.errors import StoreTrouble
from policydesk.store.atomic import write_whole


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path) -> None:
    file = tmp_path / f"{'é' * 123}.pdf"
    write_whole(file, b"paper")
    assert file.read_bytes() == b"paper"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("r" * 10_000, "That name is too long for a file. Choose a shorter one."),
        ("a folder", "“a folder” is a folder. Choose another name for the file."),
        ("gone/report.pdf", "The folder “gone” is not there any more. Choose another one."),
        ("a file/report.pdf", "The folder “a file” is not there any more. Choose another one."),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_stays_behind(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a file").write_bytes(b"here already")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreTrouble) as caught:
        write_whole(tmp_path / name, b"paper")
    assert caught.value.says == says
    assert sorted(tmp_path.iterdir()) == before
