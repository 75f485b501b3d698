"""What goes into the repository: finished work, and no word about where it was made."""

import re

import pytest

from tests.house.files import ROOT, lines, tracked

PACKAGE_HOSTS = re.compile(
    r"pypi\.|pythonhosted|/simple\b|--(extra-)?index-url[ =]|--find-links[ =]|https?://[^/]*mirror", re.IGNORECASE
)
LEFT_OVER = re.compile("|".join(rf"\b{a}{b}\b" for a, b in (("TO", "DO"), ("FIX", "ME"), ("XX", "X"))))
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.])/(root|work|opt|home|Users|mnt|tmp)/\w|\b[A-Z]:\\+Users")
HERE = "tests/house/"


def found(pattern: re.Pattern[str], under: str = "") -> list[str]:
    return [place for place, line in lines(under=under) if pattern.search(line) and not place.startswith(HERE)]


def test_no_address_of_a_package_host_is_kept() -> None:
    assert found(PACKAGE_HOSTS) == []


def test_nothing_is_left_for_later() -> None:
    assert found(LEFT_OVER) == []


@pytest.mark.parametrize("under", ["policydesk/", "packaging/", "resources/", "docs/", ".ci/", "README", "pyproject"])
def test_no_folder_of_somebodys_computer_is_named(under: str) -> None:
    assert found(SOMEBODYS_FOLDER, under) == []


def test_the_folder_of_this_checkout_is_not_named() -> None:
    assert [place for place, line in lines() if str(ROOT) in line] == []


def test_every_package_in_the_locks_has_hashes() -> None:
    for path in tracked():
        if path.suffix == ".lock":
            packages = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
            assert len(packages) > 10
            assert [
                one
                for one in packages
                if not re.fullmatch(r"\S+==\S+( ; .+?)?(\s+--hash=sha256:[0-9a-f]{64})+", one.strip())
            ] == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert PACKAGE_HOSTS.search("--extra-index-url https://example.org")
    assert not PACKAGE_HOSTS.search("uv pip compile --no-emit-index-url")
    assert LEFT_OVER.search("# TO" + "DO: later")
    assert SOMEBODYS_FOLDER.search('open("/home/ann/register.db")')
    assert not SOMEBODYS_FOLDER.search("policydesk/home/page.py")
