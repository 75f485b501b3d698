"""Half-typed forms: only whoever typed one opens it again, and it leaves no trace."""

from pathlib import Path

from policydesk.models import Preference
from policydesk.queries.history import history
from policydesk.store import Register, create_register
from policydesk.store.drafts import Drafts
from policydesk.store.users import reset_password
from policydesk.terms import Role
from tests.conftest import PASSWORD, QUICK, StoppedClock
from tests.stories_incidents import signed_in, staffed


def test_a_draft_is_kept_renewed_and_forgotten(register: Register) -> None:
    drafts = Drafts(register)
    mark = drafts.new_mark()
    drafts.keep(mark, b"half")
    drafts.keep(mark, b"half a sentence")
    (kept,) = drafts.read_all()
    assert (kept.mark, kept.content) == (mark, b"half a sentence")
    assert "sentence" not in repr(kept)
    drafts.drop(mark)
    assert drafts.read_all() == ()
    assert drafts.count() == 0


def test_it_is_there_after_the_register_was_closed_and_only_for_whoever_typed_it(register: Register) -> None:
    staffed(register)
    Drafts(register).keep("one", b"half")
    register.close()
    with signed_in(register.folder, "Dana Lead") as lead:
        assert Drafts(lead).count() == 0
        assert Drafts(lead).read_all() == ()
    with signed_in(register.folder, "Alex Morgan") as again:
        assert [one.content for one in Drafts(again).read_all()] == [b"half"]


def test_while_the_key_is_away_a_draft_is_kept_and_counted_and_not_opened(register: Register) -> None:
    drafts = Drafts(register)
    register.vault.close()
    drafts.keep("one", b"half")
    assert drafts.count() == 1
    assert drafts.read_all() == ()


def test_a_draft_moved_to_another_name_does_not_open(register: Register) -> None:
    Drafts(register).keep("one", b"half")
    with register.writing() as txn:
        txn.session.query(Preference).filter(Preference.key == "draft/one").update({"key": "draft/two"})
    assert Drafts(register).read_all() == ()


def test_nothing_of_it_is_in_the_history(register: Register) -> None:
    with register.reading() as session:
        before = len(history(session))
    Drafts(register).keep("one", b"half")
    Drafts(register).drop("one")
    with register.reading() as session:
        assert len(history(session)) == before
    assert register.verify().is_sound


def test_after_a_forgotten_password_the_old_draft_does_not_open_and_nothing_breaks(
    tmp_path: Path, clock: StoppedClock
) -> None:
    made = create_register(
        tmp_path / "longacre.policydesk",
        school_name="Longacre Primary School",
        user_name="Alex Morgan",
        password=PASSWORD,
        roles=frozenset({Role.OFFICE_MANAGER}),
        clock=clock,
        kdf=QUICK,
    )
    Drafts(made.register).keep("one", b"half")
    made.register.close()
    again = reset_password(
        made.register.folder,
        user_name="Alex Morgan",
        code=made.sheets.register_code,
        new="seven copper lanterns",
        clock=clock,
        kdf=QUICK,
    )
    assert Drafts(again).count() == 1
    assert Drafts(again).read_all() == ()
    again.close()
