"""`pytest --requirements` prints which numbered requirements and checks have a passing test, and which have none.

A test says what it shows by `@pytest.mark.requirement("R64", "D3")`; a number that does not exist stops the run.
"""

import re
from collections.abc import Iterable

import pytest

KNOWN = (*(f"R{number}" for number in range(1, 128)), *(f"D{number}" for number in range(1, 33)))
"""Requirements and data checks, in the order in which they are printed."""

MARK = "requirement"


class Requirements:
    """Remembers, for each requirement, which tests name it and how they went."""

    def __init__(self) -> None:
        self.went: dict[str, dict[str, bool]] = {number: {} for number in KNOWN}

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note one phase of a test: it passes when its call passed and neither setting up nor clearing up failed."""
        for name, number in report.user_properties:
            if name == MARK:
                went = self.went[str(number)]
                before = went.get(report.nodeid, report.when == "setup")
                went[report.nodeid] = before and report.passed and not hasattr(report, "wasxfail")

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print the two lists, and the requirements whose test did not pass."""
        shown = [number for number, went in self.went.items() if went and all(went.values())]
        broken = [number for number, went in self.went.items() if went and not all(went.values())]
        none = [number for number, went in self.went.items() if not went]
        terminalreporter.section("requirements")
        for words, numbers in (
            ("with a passing test", shown),
            ("with a test that did not pass", broken),
            ("with no test", none),
        ):
            if numbers or words != "with a test that did not pass":
                terminalreporter.write_line(f"{len(numbers)} of {len(KNOWN)} {words}: {runs(numbers) or 'none'}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--requirements`."""
    parser.addoption(
        "--requirements", action="store_true", help="print which requirements have a passing test and which have none"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to remember, where that was asked for."""
    if config.getoption("--requirements") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Requirements(), "requirements")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test the requirements that it names; raises UsageError for one that does not exist."""
    wrong: list[str] = []
    for item in items:
        for mark in item.iter_markers(MARK):
            if not mark.args or mark.kwargs:
                wrong.append(f"{item.nodeid}: requirement() takes one or more numbers")
            for number in mark.args:
                if number not in KNOWN:
                    wrong.append(f"{item.nodeid}: there is no requirement {number}")
                elif (MARK, number) not in item.user_properties:
                    item.user_properties.append((MARK, number))
    if wrong:
        raise pytest.UsageError("\n".join(wrong))


def runs(numbers: Iterable[str]) -> str:
    """Return numbers as they are read aloud: R1-R3 R5 D2."""
    found: list[list[str]] = []
    for number in numbers:
        kind, at = _parts(number)
        if found and _parts(found[-1][-1]) == (kind, at - 1):
            found[-1].append(number)
        else:
            found.append([number])
    return " ".join(one[0] if len(one) == 1 else f"{one[0]}-{one[-1]}" for one in found)


def _parts(number: str) -> tuple[str, int]:
    match = re.fullmatch(r"([A-Z])(\d+)", number)
    assert match is not None
    return match[1], int(match[2])
