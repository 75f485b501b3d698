"""A record on paper: a numbered copy, of which the record keeps for whom it was printed."""

from PySide6.QtWidgets import QWidget

from policydesk.actions.incident_steps import number_copy
from policydesk.queries.incidents import envelope_rows
from policydesk.queries.pack import rule_pack
from policydesk.queries.school import school_row
from policydesk.reports.incident_record import RecordFacts, incident_record
from policydesk.reports.report import Printing
from policydesk.rules.incidents import Record
from policydesk.rules.wall_clock import ZONE
from policydesk.ui.desk import Desk
from policydesk.ui.incidents import fields_added
from policydesk.ui.kit.form_dialog import FormDialog
from policydesk.ui.kit.page import Window
from policydesk.ui.kit.paper import print_paper


def print_copy(page: QWidget, desk: Desk, frame: Window, record: Record) -> None:
    """Print the record as a numbered copy, and keep for whom."""
    FormDialog(
        page,
        f"Print a copy of {record.number}",
        fields_added.copy_fields(),
        intro="The copy is numbered and marked as confidential; that it was printed is kept in the record.",
        verb="&Print",
        save=lambda values: _copy(desk, record, values["for_whom"]),
        then=lambda content: _print(page, desk, frame, record, content),
    ).open()


def _copy(desk: Desk, record: Record, for_whom: str) -> bytes:
    copy = desk.act(number_copy, record.id, for_whom)
    register = desk.register
    printing = Printing(register.clock().astimezone(ZONE), register.actor.name, str(register.seal()))
    (row,) = desk.ask(envelope_rows, (record.id,), desk.actor.user_id)
    pack = desk.ask(rule_pack, desk.today)
    facts = RecordFacts(record, copy, for_whom, row.readers, printing, pack)
    desk.sealed.refresh(record.id)
    return incident_record(desk.ask(school_row), desk.today, facts)


def _print(page: QWidget, desk: Desk, frame: Window, record: Record, content: bytes) -> None:
    print_paper(page.window(), desk.jobs, content, f"record {record.number}", frame.say)
