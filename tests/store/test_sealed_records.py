"""What the office manager can get at: every readable column is decided, and no sealed word is anywhere in clear."""

import gc
import io
import tempfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from policydesk.actions import incident_steps as steps
from policydesk.errors import Refusal, RegisterDamaged
from policydesk.logs import start_log
from policydesk.models import Base, IncidentKey, IncidentPart, Preference
from policydesk.models.sealed import Sealed
from policydesk.queries.incidents import evidence_content
from policydesk.reports.catalogue import reports
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.rules.incident_parts import Closing, NotReferred
from policydesk.store import Register, open_register
from policydesk.store.backup import make_backup
from policydesk.store.drafts import Drafts
from policydesk.store.health import health_of
from policydesk.store.keys import from_text, seal_to, unwrap
from policydesk.terms_incidents import LOCKED, ClockKind
from tests.conftest import PASSWORD, StoppedClock
from tests.sealed_words import assert_nowhere
from tests.stories import TODAY
from tests.stories_incidents import NOW, read, signed_in
from tests.stories_sealed import carry_on, plant

READABLE = {
    "incident": {"id", "number", "kind", "recorded_at", "recorded_by", "keep_until"},
    "incident_key": {"id", "incident_id", "user_id", "made_for"},
    "incident_part": {"id", "incident_id"},
    "incident_opening": {"id", "incident_id", "user_id", "opened_at"},
    "released_figures": {"id", "from_on", "until_on", "released_at", "released_by", "figures", "envelopes"},
    "incident_settings": {"id", "pupils_in_full", "pattern_count", "pattern_months"},
    "vouched_key": {"id", "user_id", "voucher", "signature", "vouched_by", "vouched_at"},
}
"""Every column about incidents that can be read without a key. A new one is decided here before it is kept."""


def test_every_column_that_can_be_read_without_a_key_is_decided() -> None:
    found = {
        name: {column.name for column in table.columns if not isinstance(column.type, Sealed)}
        for name, table in Base.metadata.tables.items()
        if name.startswith("incident") or name in {"released_figures", "vouched_key"}
    }
    assert found == READABLE


def test_sealed_columns_are_where_the_confidential_things_are() -> None:
    found = {
        f"{name}.{column.name}"
        for name, table in Base.metadata.tables.items()
        for column in table.columns
        if isinstance(column.type, Sealed)
    }
    assert found == {
        "incident_key.sealed_key", "incident_part.body", "incident_part.content", "vouched_key.held"
    }  # fmt: skip


@pytest.fixture
def marked(register: Register) -> tuple[Register, dict[str, int]]:
    """A school in which everything confidential carries a word of its own; the office manager is signed in."""
    staff, concern_id = plant(register)
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        carry_on(lead, concern_id)
        with lead.writing() as txn:
            steps.close_incident(txn, concern_id, Closing(TODAY, "Xylo-Decision"))
        with pytest.raises(Refusal), lead.writing() as txn:
            steps.decide_not_to_refer(txn, concern_id, NotReferred(ClockKind.LADO, "Xylo-Reason"))
        Drafts(lead).keep("one", b'{"title": "Add to C-2026-001", "boxes": {"text": "Xylo-Draft"}}')
    again = open_register(register.folder, user_name="Alex Morgan", password=PASSWORD, clock=StoppedClock())
    Drafts(again).keep("two", b'{"title": "Report a concern", "boxes": {"narrative": "Xylo-Draft"}}')
    return again, staff


def test_no_sealed_word_can_be_read_with_the_office_managers_password(
    marked, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, _staff = marked
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    start_log(tmp_path / "logs")
    make_backup(register, tmp_path / "copy.pdbackup")
    with register.reading() as session:  # everything that SQL shows, with the file's own key
        connection = session.connection()
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        looked = 0
        for name in names:
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):
                for value in row:
                    looked += 1
                    assert_nowhere(value if isinstance(value, bytes) else str(value).encode(), name)
        assert looked > 300
        assert "incident_part" in names
        told = []
        for report in reports():  # everything that this role can print
            if report.wants_keys:
                with pytest.raises(Refusal, match="printed by a DSL or the headteacher"):
                    gather(session, report, TODAY, Options())
                continue
            told.append((report, gather(session, report, TODAY, Options(look=lambda: health_of(register)))))
    for report, gathered in told:
        pdf = render(report, gathered, Printing(NOW, "Alex Morgan", "SEAL"))
        assert_nowhere(pdf, report.id)
        assert_nowhere(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).encode(), report.id)
    clipboard = QGuiApplication.clipboard().text().encode()
    assert_nowhere(clipboard, "clipboard")
    plain = tmp_path / "plain.db"
    with register._lock:  # the whole database without its outer encryption, as somebody with the file key could get it
        register._connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        register._connection.execute("SELECT sqlcipher_export('plain')")
        register._connection.execute("DETACH DATABASE plain")
    assert b"Longacre" in plain.read_bytes()
    register.close()
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert {"register.db", "register.keys", "copy.pdbackup", "plain.db"} <= {one.name for one in files}
    for file in files:
        assert_nowhere(file.read_bytes(), file.name)


def test_the_words_are_found_where_they_should_be_so_that_looking_means_something(marked) -> None:
    register, _staff = marked
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        said = repr(read(lead, 2).parts)
        assert "Xylo-Narrative" in said
        with pytest.raises(AssertionError):
            assert_nowhere(said.encode(), "what the DSL reads")


def test_no_key_of_the_office_manager_opens_any_blob(marked) -> None:
    register, _staff = marked
    from cryptography.exceptions import InvalidTag

    personal, file_key = register.secrets.personal, register.secrets.file_key
    tried = 0
    with register.reading() as session:
        for key in session.query(IncidentKey):
            for number in ("FR-2026-001", "C-2026-001"):
                with pytest.raises((InvalidTag, ValueError)):
                    personal.open(bytes(key.sealed_key), register.vault.about(number))
                tried += 1
        for part in session.query(IncidentPart):
            for place in (f"incident_part|{part.id}|body", f"incident_part|{part.id}|content"):
                for secret in (file_key, personal.seed[:32], personal.curve):
                    assert unwrap(secret, bytes(part.body), place) is None
                    tried += 1
    assert tried > 40
    register.close()


def test_nobody_elses_draft_opens_with_the_office_managers_key(marked) -> None:
    from cryptography.exceptions import InvalidTag

    register, _staff = marked
    with register.reading() as session:
        drafts = session.query(Preference).filter(Preference.key.startswith("draft/")).all()
        assert {one.key for one in drafts} == {"draft/one", "draft/two"}  # nothing says which form it is
        (hers,) = [one for one in drafts if one.user_id != register.actor.user_id]
        about = f"policydesk|{register.keys.register_id}|draft|{hers.user_id}|one"
        with pytest.raises((InvalidTag, ValueError)):
            register.secrets.personal.open(from_text(hers.value), about)
    register.close()


def test_a_sealed_value_shows_itself_as_confidential(marked) -> None:
    register, _staff = marked
    with register.reading() as session:
        part = session.get_one(IncidentPart, 1)
        assert str(part.body) == repr(part.body) == f"{part.body}" == LOCKED == "Confidential: DSL only"
    register.close()


def test_text_is_refused_by_a_sealed_column(register: Register) -> None:
    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="only what is encrypted"), register.writing() as txn:
        txn.session.add(IncidentPart(incident_id=1, body="in clear"))
        txn.session.flush()


def test_a_sealed_value_moved_to_another_row_does_not_open(marked) -> None:
    register, _staff = marked
    register.close()
    lead = open_register(register.folder, user_name="Dana Lead", password=PASSWORD, clock=StoppedClock())
    parts = [one.id for one in read(lead, 2).parts]
    with lead._engine.begin() as connection:
        connection.execute(
            text("UPDATE incident_part SET body = (SELECT body FROM incident_part WHERE id = :one) WHERE id = :two"),
            {"one": parts[0], "two": parts[2]},
        )
    with pytest.raises(RegisterDamaged, match="something other than PolicyDesk"):
        read(lead, 2)
    assert not lead.verify().is_sound
    lead.close()


def test_a_key_sealed_for_another_record_does_not_open_it(register: Register) -> None:
    from cryptography.exceptions import InvalidTag

    personal = register.secrets.personal
    sealed = seal_to(personal.public(), b"x" * 32, register.vault.about("C-2026-001"))
    assert personal.open(sealed, register.vault.about("C-2026-001")) == b"x" * 32
    with pytest.raises(InvalidTag):
        personal.open(sealed, register.vault.about("C-2026-002"))


def test_evidence_is_given_only_from_memory(marked, tmp_path: Path) -> None:
    register, _staff = marked
    register.close()
    before = set(tmp_path.rglob("*"))
    with signed_in(register.folder, "Dana Lead") as lead:
        record = read(lead, 2)
        with lead.reading() as session:
            content = evidence_content(session, lead.vault, lead.actor.user_id, record.parts[1].id)
        assert content == b"Xylo-Content of a file"
        now = set(tmp_path.rglob("*")) - before
        assert {one.name for one in now} <= {"who.json", "register.db-journal"}
    gc.collect()
