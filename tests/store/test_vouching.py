"""Whoever holds the file key can write register.keys, and still gets nothing sealed to a key of their own."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select, text

from policydesk import cli
from policydesk.actions.envelopes import let_in, let_in_with_sheet, renew_sheet
from policydesk.actions.vouching import let_sheet_in
from policydesk.errors import DiskFull, Refusal
from policydesk.models import IncidentKey, User, VouchedKey
from policydesk.queries.incidents import envelope_rows, incident_ids, opened
from policydesk.queries.readers import holders
from policydesk.rules.readers import in_words, may_open
from policydesk.store import Register, create_register, open_register
from policydesk.store.codes import new_code
from policydesk.store.keyfile import KeyFile
from policydesk.store.keys import PersonalKey, Voucher, from_text, to_text
from policydesk.store.sealed import sheet_vault
from policydesk.store.slots import SAFEGUARDING_SHEET, USER, open_user_slot
from policydesk.store.users import add_user, change_password, change_roles, new_sheets, remove_user, reset_password
from policydesk.store.vault import PublicKey
from policydesk.terms import Role, Topic
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.fixtures.make_register import REGISTERS
from tests.stories_incidents import concern, read, signed_in, staffed

OTHER_PASSWORD = "copper lantern meadow"


@pytest.fixture
def school(tmp_path: Path) -> tuple[Path, str, str]:
    """A school whose DSL and office manager have signed in; its folder and both recovery codes."""
    made = create_register(
        tmp_path / "school.policydesk",
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=StoppedClock(),
        kdf=QUICK,
    )
    staffed(made.register)
    made.register.close()
    folder = made.register.folder
    for name in ("Dana Lead", "Alex Morgan"):
        with signed_in(folder, name):
            pass
    return folder, made.sheets.register_code, made.sheets.safeguarding_code


def user_id(register: Register, name: str) -> int:
    with register.reading() as session:
        return session.scalars(select(User.id).where(User.name == name)).one()


def swap(register: Register, kind: str, name: str) -> PersonalKey:
    """Put a key of one's own in another's place, as the file key allows; returns its private half."""
    mine = PersonalKey.fresh()
    slot = register.keys.slot(kind, name)
    assert slot is not None
    keys = register.keys.with_slot(replace(slot, public=to_text(mine.public()))).signed(register.secrets.file_key)
    keys.write(register.folder)
    register.keys = keys
    return mine


def openable_with(register: Register, mine: PersonalKey) -> int:
    """Count the envelopes that a private key opens, whoever they are sealed to."""
    found = 0
    with register.reading() as session:
        numbers = [row.number for row in envelope_rows(session, incident_ids(session), 1)]
        for key in session.scalars(select(IncidentKey)):
            for number in numbers:
                try:
                    mine.open(bytes(key.sealed_key), register.vault.about(number))
                except InvalidTag:
                    continue
                found += 1
    return found


def _sql(register: Register, statement: str) -> None:
    """Change the register behind PolicyDesk."""
    with register._engine.begin() as connection:
        connection.exec_driver_sql(statement)


def _open(folder: Path, name: str, password: str) -> Register:
    return open_register(folder, user_name=name, password=password, clock=StoppedClock())


def _let_in(register: Register, name: str, ids: list[int]) -> int:
    with register.writing() as txn:
        return let_in(txn, user_id(register, name), ids)


def _renew(register: Register) -> int:
    with register.writing() as txn:
        return renew_sheet(txn)


def readers(register: Register) -> tuple[str, ...]:
    with register.reading() as session:
        return tuple(one.name for one in may_open(holders(session)))


def test_a_swapped_key_refuses_the_concern_in_one_sentence_and_the_check_names_it(school, capsys, monkeypatch) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        mine = swap(office, USER, "Dana Lead")
    with signed_in(folder, "Alex Morgan") as office:
        with pytest.raises(Refusal) as caught:
            concern(office, narrative="A child said something")
        assert caught.value.says.startswith("The public key of Dana Lead in register.keys was swapped")
        assert "by signing in and changing their password" in caught.value.says
        assert openable_with(office, mine) == 0
        with office.reading() as session:
            assert incident_ids(session) == ()
        (problem,) = office.verify().problems
        assert problem == caught.value.says
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    assert cli.main(["verify", "--register", str(folder), "--user", "Alex Morgan"]) == 1
    assert "The public key of Dana Lead in register.keys was swapped" in capsys.readouterr().out


def test_the_dsl_puts_her_own_key_back_by_changing_her_password(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        swap(office, USER, "Dana Lead")
    with signed_in(folder, "Dana Lead") as lead:
        assert not lead.verify().is_sound
        change_password(lead, PASSWORD, OTHER_PASSWORD, QUICK)
        assert lead.verify().is_sound
    with signed_in(folder, "Alex Morgan") as office:
        posted = concern(office)
        assert office.verify().is_sound
    lead = _open(folder, "Dana Lead", OTHER_PASSWORD)
    assert read(lead, posted.id).concern is not None
    lead.close()


def test_taking_the_signature_away_leaves_the_swapped_key_out(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        mine = swap(office, USER, "Dana Lead")
        _sql(office, f"DELETE FROM vouched_key WHERE user_id = {user_id(office, 'Dana Lead')}")
    with signed_in(folder, "Alex Morgan") as office:
        assert "Dana Lead" not in readers(office)
        posted = concern(office)
        assert openable_with(office, mine) == 0
        assert not office.verify().is_sound
    with signed_in(folder, "Hilary Head") as head:
        assert read(head, posted.id).concern is not None


def test_whose_key_was_swapped_before_anybody_vouched_is_told_by_the_check(register: Register) -> None:
    staffed(register)
    folder = register.folder
    swap(register, USER, "Dana Lead")
    register.close()
    with signed_in(folder, "Alex Morgan") as office:
        assert office.verify().is_sound, "nobody can know yet"
    with signed_in(folder, "Dana Lead") as lead:
        (problem,) = lead.verify().problems
        assert problem.startswith("The public key of Dana Lead in register.keys was swapped")
        with lead.reading() as session:
            assert session.scalars(select(VouchedKey)).first() is None, "she vouches for nobody with another's key"
        change_password(lead, PASSWORD, OTHER_PASSWORD, QUICK)
        assert lead.verify().is_sound


def test_who_was_vouched_for_with_a_swapped_key_is_let_in_again_with_their_own(register: Register) -> None:
    staffed(register)
    folder = register.folder
    mine = swap(register, USER, "Dana Lead")
    register.close()
    with signed_in(folder, "Hilary Head") as head:
        assert head.verify().is_sound, "she believed what stood there"
        believed = concern(head)
        assert openable_with(head, mine) == 1
    with signed_in(folder, "Dana Lead") as lead:
        assert "The public key of Dana Lead" in lead.verify().problems[0]
        change_password(lead, PASSWORD, OTHER_PASSWORD, QUICK)
        assert lead.verify().is_sound
    with signed_in(folder, "Hilary Head") as head:
        assert readers(head) == ("Hilary Head",)
        assert _let_in(head, "Dana Lead", [believed.id]) == 1
        concern(head)
        assert openable_with(head, mine) == 0
        assert readers(head) == ("Dana Lead", "Hilary Head")
        assert head.verify().is_sound


def test_a_disk_that_takes_nothing_now_keeps_nobody_out(school, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, *_codes = school

    def full(_keys: KeyFile, _folder: Path) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(KeyFile, "write", full)
        with signed_in(folder, "Vi Viewer") as viewer:
            assert concern(viewer).number == "C-2026-001"
            assert viewer.vault.voucher
    with signed_in(folder, "Vi Viewer") as viewer:
        assert viewer.verify().is_sound


@pytest.mark.parametrize("how", ["all of them signed anew", "all of them removed"])
def test_a_voucher_of_their_own_is_refused_by_everybody_who_knew_the_real_one(school, how: str) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        mine, own = swap(office, USER, "Dana Lead"), Voucher.fresh()
        if how == "all of them removed":
            _sql(office, "DELETE FROM vouched_key")
        else:
            with office.writing() as txn:
                for row in txn.session.scalars(select(VouchedKey)):
                    name = None
                    public = office.vault.key_of_sheet()
                    if row.user_id is not None:
                        name = txn.session.get_one(User, row.user_id).name
                        public = office.vault.key_of_user(name)
                    assert public is not None
                    row.voucher = own.public()
                    row.signature = own.sign(office.vault.vouched_words(name, public))
                txn.record(Topic.USERS, 1, "Nothing to see here")
    for name in ("Alex Morgan", "Dana Lead"):
        with signed_in(folder, name) as register:
            with pytest.raises(Refusal, match="removed or replaced, so nothing is sealed"):
                concern(register)
            assert openable_with(register, mine) == 0
            assert any("removed or replaced" in one for one in register.verify().problems)


def test_a_swapped_sheet_gets_nothing_when_the_dsl_signs_in(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        concern(office)
        mine = swap(office, SAFEGUARDING_SHEET, "")
    with signed_in(folder, "Dana Lead") as lead:
        with pytest.raises(Refusal, match="of the safeguarding recovery sheet in"):
            _renew(lead)
        assert openable_with(lead, mine) == 0
        with pytest.raises(Refusal, match="swapped"):
            concern(lead)


def test_a_dsl_whom_the_office_manager_made_up_gets_nothing_until_a_reader_lets_them_in(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        add_user(office, "Nia New", PASSWORD, frozenset({Role.DSL}), QUICK)
        change_roles(office, user_id(office, "Vi Viewer"), frozenset({Role.DSL}))
        assert readers(office) == ("Dana Lead", "Hilary Head")
        with office.reading() as session:
            assert "Not yet let in: Nia New and Vi Viewer" in in_words(may_open(holders(session)), holders(session))
        posted = concern(office)
        with pytest.raises(Refusal, match="You cannot vouch"):
            _let_in(office, "Nia New", [])
    with signed_in(folder, "Nia New") as new, pytest.raises(Refusal, match="cannot open this"):
        read(new, posted.id)
    with signed_in(folder, "Dana Lead") as lead:
        assert _let_in(lead, "Nia New", [posted.id]) == 1
    with signed_in(folder, "Alex Morgan") as office:
        second = concern(office)
        assert office.verify().is_sound
    with signed_in(folder, "Nia New") as new:
        assert read(new, posted.id).concern is not None
        assert read(new, second.id).concern is not None
        assert _let_in(new, "Vi Viewer", [second.id]) == 1


def test_a_new_password_from_the_recovery_sheet_makes_a_key_that_is_vouched_for_again(school) -> None:
    folder, code, _safeguarding = school
    again = reset_password(
        folder, user_name="Dana Lead", code=code, new=OTHER_PASSWORD, clock=StoppedClock(), kdf=QUICK
    )
    again.close()
    with signed_in(folder, "Alex Morgan") as office:
        assert readers(office) == ("Hilary Head",)
        posted = concern(office)
        assert office.verify().is_sound
    with signed_in(folder, "Hilary Head") as head:
        assert _let_in(head, "Dana Lead", [posted.id]) == 1
    lead = _open(folder, "Dana Lead", OTHER_PASSWORD)
    assert read(lead, posted.id).concern is not None
    lead.close()


def test_the_sheet_vouches_where_no_reader_is_left(school) -> None:
    folder, _code, safeguarding = school
    with signed_in(folder, "Alex Morgan") as office:
        posted = concern(office)
        for name in ("Dana Lead", "Hilary Head", "Chris Chair"):
            remove_user(office, user_id(office, name))
        add_user(office, "Nia New", PASSWORD, frozenset({Role.DSL}), QUICK)
        with pytest.raises(Refusal, match="Nobody would be left to vouch"):
            new_sheets(office)
        with office.writing() as txn:
            assert let_in_with_sheet(txn, user_id(office, "Nia New"), sheet_vault(office, safeguarding)) == 1
        second = concern(office)
    with signed_in(folder, "Nia New") as new:
        assert read(new, posted.id).concern is not None
        assert read(new, second.id).concern is not None
        assert new.verify().is_sound


def test_new_sheets_of_the_office_manager_open_nothing_until_a_reader_types_their_code(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        first = concern(office)
        sheets = new_sheets(office)
        second = concern(office)
        with pytest.raises(Refusal, match="You cannot vouch"), office.writing() as txn:
            let_sheet_in(txn, sheet_vault(office, sheets.safeguarding_code))
    with signed_in(folder, "Dana Lead") as lead:
        sheet = sheet_vault(lead, sheets.safeguarding_code)
        with lead.writing() as txn:
            assert renew_sheet(txn) == 0
        for one in (first, second):
            with lead.reading() as session, pytest.raises(Refusal):
                opened(session, sheet, None, one.id)
        with lead.writing() as txn:
            assert let_sheet_in(txn, sheet) == 2
        for one in (first, second):
            with lead.reading() as session:
                assert opened(session, sheet, None, one.id).concern is not None
        assert lead.verify().is_sound


def test_new_sheets_of_a_headteacher_who_reads_are_vouched_for_at_once(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Hilary Head") as head:
        sheets = new_sheets(head)
        posted = concern(head)
        with head.reading() as session:
            assert opened(session, sheet_vault(head, sheets.safeguarding_code), None, posted.id).concern is not None


def test_another_sheets_code_does_not_let_the_swapped_sheet_in(school) -> None:
    folder, _code, safeguarding = school
    with signed_in(folder, "Alex Morgan") as office:
        swap(office, SAFEGUARDING_SHEET, "")
    with signed_in(folder, "Dana Lead") as lead:
        sheet = sheet_vault(lead, safeguarding)
        with pytest.raises(Refusal, match="not the code of the newest safeguarding sheet"), lead.writing() as txn:
            let_sheet_in(txn, sheet)


def test_each_password_keeps_which_key_vouches_through_a_change_of_password(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        change_password(office, PASSWORD, OTHER_PASSWORD, QUICK)
    known = set()
    for name, password in (("Alex Morgan", OTHER_PASSWORD), ("Dana Lead", PASSWORD)):
        keys = KeyFile.read(folder)
        slot = keys.slot(USER, name)
        assert slot is not None
        held = open_user_slot(keys, slot, password)
        assert held is not None
        assert held.personal is not None
        assert PublicKey(held.personal.public()).content == from_text(slot.public)
        known.add(held.voucher)
    assert len(known) == 1
    assert known != {b""}


def test_the_last_who_can_vouch_is_not_removed_while_the_new_sheet_is_not_let_in(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Alex Morgan") as office:
        new_sheets(office)
        for name in ("Hilary Head", "Chris Chair"):
            remove_user(office, user_id(office, name))
        with pytest.raises(Refusal, match="Nobody would be left to vouch"):
            remove_user(office, user_id(office, "Dana Lead"))
        with pytest.raises(Refusal, match="Nobody would be left to vouch"):
            change_roles(office, user_id(office, "Dana Lead"), frozenset({Role.VIEWER}))


def test_a_register_of_before_is_vouched_for_at_the_first_sign_in(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(REGISTERS / "schema-8", tmp_path / "school.policydesk"))
    with signed_in(folder, "Alex Morgan") as register:
        assert register.verify().is_sound
        with register.reading() as session:
            said = session.execute(text("SELECT body FROM audit_entry ORDER BY id DESC")).scalars().first()
        assert "Vouched for the keys of Alex Morgan, the safeguarding recovery sheet" in said
        entries = register.seal().number
    with signed_in(folder, "Alex Morgan") as register:
        assert register.seal().number == entries
        swap(register, SAFEGUARDING_SHEET, "")
        with pytest.raises(Refusal, match="swapped"):
            concern(register)


def test_a_code_of_no_sheet_is_still_refused_as_before(school) -> None:
    folder, *_codes = school
    with signed_in(folder, "Dana Lead") as lead, pytest.raises(Exception, match="newest safeguarding sheet"):
        sheet_vault(lead, new_code())
