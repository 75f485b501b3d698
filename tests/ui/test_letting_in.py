"""Letting somebody in at the window: the code of their key is seen first, and the newest sheet's code is typed."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from policydesk.store import Register, open_register
from policydesk.store.users import add_user, new_sheets
from policydesk.terms import Role
from policydesk.ui.incidents.letting_in import NEWEST_SHEET
from policydesk.ui.settings.users import UsersPart
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.hands import form, save, seen
from tests.stories_incidents import concern, signed_in, staffed
from tests.ui.conftest import desk_on


def put(**values: object) -> None:
    for name, value in values.items():
        form().input_of(name).set_value(value)


@pytest.fixture
def folder(register: Register, clock: StoppedClock) -> Path:
    """A closed register with a concern, whose DSL vouched for the keys of all readers."""
    staffed(register)
    concern(register)
    register.close()
    with signed_in(register.folder, "Dana Lead", clock):
        return register.folder


def test_a_new_reader_is_let_in_beside_the_code_of_their_key(
    folder: Path, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    with signed_in(folder, "Alex Morgan", clock) as office:
        nia = add_user(office, "Nia New", PASSWORD, frozenset({Role.DSL}), QUICK)
    with signed_in(folder, "Nia New", clock) as new:
        code = new.vault.code
    opened = open_register(folder, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as window:
        window.go_to("incidents")
        window.page.run("incidents.concern")
        assert "Not yet let in: Nia New." in seen(form())
        form().reject()
        window.page.run("incidents.let_in")
        combo = form().input_of("user_id").combo
        assert f"Nia New, not let in yet: key {code}" in [combo.itemText(at) for at in range(combo.count())]
        put(user_id=nia)
        assert save(qtbot, form()) == ()
        assert "Let in: 1 record" in seen(window)
        window.page.run("incidents.concern")
        assert "Nia New (DSL)" in seen(form())
        assert "Not yet let in" not in seen(form())
        form().reject()
    opened.close()


def test_the_newest_safeguarding_sheet_is_let_in_with_the_code_on_it(
    folder: Path, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    with signed_in(folder, "Alex Morgan", clock) as office:
        code = new_sheets(office).safeguarding_code
    opened = open_register(folder, user_name="Dana Lead", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as window:
        window.go_to("incidents")
        window.page.run("incidents.let_in")
        put(user_id=NEWEST_SHEET, code="ABCD")
        assert save(qtbot, form()) != ()
        put(user_id=NEWEST_SHEET, code=code)
        assert save(qtbot, form()) == ()
        assert "Let in: 1 record" in seen(window)
        window.page.run("incidents.let_in")
        assert "sheet itself" not in seen(form())
        form().reject()
    opened.close()


def test_a_dsl_with_a_new_key_lets_herself_in_with_the_sheet(
    folder: Path, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    with signed_in(folder, "Alex Morgan", clock) as office:
        add_user(office, "Nia New", PASSWORD, frozenset({Role.DSL}), QUICK)
    opened = open_register(folder, user_name="Nia New", password=PASSWORD, clock=clock)
    with desk_on(opened, qapp) as window:
        window.go_to("incidents")
        window.page.run("incidents.let_in")
        assert "Code of the safeguarding recovery sheet" in seen(form())
        form().reject()
    opened.close()


def test_who_reads_incidents_sees_the_code_of_their_own_key(
    folder: Path, clock: StoppedClock, qtbot: QtBot, qapp: QApplication
) -> None:
    for name, reads in (("Dana Lead", True), ("Alex Morgan", False)):
        opened = open_register(folder, user_name=name, password=PASSWORD, clock=clock)
        with desk_on(opened, qapp) as window:
            part = UsersPart(window.desk, window)
            part.refresh()
            assert part.key_code.isHidden() is not reads
            assert (f"The code of your key is {opened.vault.code}." in part.key_code.text()) is True
            window.desk.sealed.close()
            part.refresh()
            assert ("while the sealed parts are open" in part.key_code.text()) is reads
        opened.close()
