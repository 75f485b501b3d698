"""A page with tabs: what is asked of it is asked of the page in view, and the tab is remembered."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from policydesk.store import Register
from policydesk.terms import Topic
from policydesk.ui.desk import Desk
from policydesk.ui.kit.page import Page
from policydesk.ui.kit.preferences import Forgetful
from policydesk.ui.kit.tabbed_page import TabbedPage


class Kept(Forgetful):
    """Remembers for as long as the test lasts."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def read(self, key: str, default: str = "") -> str:
        return self.values.get(key, default)

    def keep(self, key: str, value: str) -> None:
        self.values[key] = value


class Frame:
    """A window of which only the memory is used."""

    def __init__(self) -> None:
        self.preferences = Kept()
        self.said: list[str] = []

    def say(self, says: str, undo: Callable[[], object] | None = None, label: str = "Undo") -> None:
        self.said.append(says)

    def go_to(self, page: str, subject_id: int | None = None, command: str = "", about: str = "") -> None:
        self.said.append(page)


class One(Page):
    """A page that counts how often it was asked."""

    name, title = "staff", "People"

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.asked = 0
        self.shown: list[int] = []
        self.box = QLineEdit()
        self.body.addWidget(self.box)
        self.done: list[str] = []
        self.offer("staff.add", lambda: self.done.append("staff.add"))
        self.refresh()

    def refresh(self) -> None:
        self.asked += 1
        self.set_count(f"{self.asked} people")

    def show_record(self, subject_id: int) -> None:
        self.shown.append(subject_id)

    def selected_ids(self) -> tuple[int, ...]:
        return (7,)

    def text_filter(self) -> QWidget:
        return self.box


class Other(One):
    """The same under another name."""

    name, title = "policies", "Papers"

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.offer("policies.add", lambda: self.done.append("policies.add"))

    def selected_ids(self) -> tuple[int, ...]:
        return (8, 9)


class Both(TabbedPage):
    """The two of them."""

    name, title = "accounts", "Official accounts"
    shows = frozenset({Topic.ACCOUNTS})


def made(register: Register, qtbot: QtBot, frame: Frame | None = None) -> Both:
    desk, frame = Desk(register), frame or Frame()
    both = Both(desk, frame, (One(desk, frame), Other(desk, frame)))
    qtbot.addWidget(both)
    both.show()
    return both


def test_what_is_asked_of_the_page_is_asked_of_the_tab_in_view(register: Register, qtbot: QtBot) -> None:
    both = made(register, qtbot)
    first, second = both.parts
    assert isinstance(first, One)
    assert isinstance(second, One)
    assert (first.isVisible(), second.isVisible()) == (True, False)
    assert both.selected_ids() == (7,)
    assert both.text_filter() is first.box
    both.show_record(3)
    assert first.shown == [3]
    both.show_part("policies")
    assert both.selected_ids() == (8, 9)
    assert both.text_filter() is second.box
    both.show_record(4)
    assert second.shown == [4]
    assert both.tabs in both.panes()


def test_a_command_goes_to_the_tab_that_knows_it(register: Register, qtbot: QtBot) -> None:
    both = made(register, qtbot)
    first, second = both.parts
    assert both.run("staff.add")
    assert not both.offers("policies.add")
    assert both.run("policies.add")
    assert both.part is second
    assert both.offers("policies.add")
    assert both.action("policies.add").isEnabled()
    assert not both.run("reports.save")
    assert (first.done, second.done) == (["staff.add"], ["policies.add"])
    assert both.run("staff.add")
    assert second.done == ["policies.add", "staff.add"]


def test_a_tab_out_of_view_is_asked_again_when_it_is_looked_at(register: Register, qtbot: QtBot) -> None:
    both = made(register, qtbot)
    first, second = both.parts
    before = second.asked
    both.refresh()
    assert second.asked == before
    both.show_part("policies")
    assert second.asked == before + 1
    both.show_part("staff")
    both.show_part("policies")
    assert second.asked == before + 1
    assert both.count_words == second.count_words
    assert first.asked == 2


def test_the_tab_is_remembered_and_the_title_stands_once(register: Register, qtbot: QtBot) -> None:
    frame = Frame()
    both = made(register, qtbot, frame)
    both.tabs.setCurrentIndex(1)
    again = made(register, qtbot, frame)
    assert again.part.name == "policies"
    assert again.tabs.accessibleName() == "Parts of Official accounts"
    assert [again.tabs.tabText(number) for number in range(2)] == ["People", "Papers"]
    assert not again.part._title.isVisible()
    again.show_part("nothing of that name")
    assert again.part.name == "policies"
