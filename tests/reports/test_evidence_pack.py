"""The evidence pack: reports and files in one paper, each page numbered, nothing fatal in what somebody attached."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from policydesk import cli
from policydesk.actions.documents import FileDraft, attach_file
from policydesk.errors import Refusal
from policydesk.queries.attachments import attachments
from policydesk.reports.catalogue import report_named
from policydesk.reports.checking import check_paper
from policydesk.reports.evidence_pack import usual
from policydesk.reports.paper.frame import build
from policydesk.reports.paper.furniture import Sheet
from policydesk.reports.paper.parts import Head, Parts
from policydesk.reports.report import Options, Printing, gather, render, render_sheet
from policydesk.store import Register
from policydesk.terms import FileKind
from tests.conftest import PASSWORD
from tests.reports.walk import Heard, Piece, heard
from tests.stories import TODAY, hire, publish, sign, write_policy
from tests.stories_incidents import signed_in, staffed

AT = Printing(datetime(2026, 11, 20, 9, 5, tzinfo=UTC), "Alex Morgan", "AD06-38F7 / 250")


def pdf(*words: str, rotated: int = 0, password: str = "", box: bool = False) -> bytes:
    """A PDF of somebody else, a page for each word; `box` fills in a form field."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    for word in words:
        canvas.drawString(72, 700, word)
        if box:
            canvas.acroForm.textfield(name=word, value="Filled in", x=72, y=600, width=200, height=20)
        canvas.showPage()
    canvas.save()
    if not rotated and not password:
        return file.getvalue()
    writer = PdfWriter(clone_from=io.BytesIO(file.getvalue()))
    for page in writer.pages:
        page.rotate(rotated)
    if password:
        writer.encrypt(password)
    done = io.BytesIO()
    writer.write(done)
    return done.getvalue()


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "navy").save(file, kind)
    return file.getvalue()


def word_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def attach(register: Register, version: int, name: str, content: bytes, kind: FileKind = FileKind.GUIDANCE) -> None:
    with register.writing() as txn:
        attach_file(txn, version, FileDraft(name, content), kind)


@pytest.fixture
def school(register: Register) -> Iterator[Register]:
    """Two people, a policy in force with its document; one signature."""
    people = [hire(register, name) for name in ("Bea Quill", "Ayşe Çelik")]
    version = publish(register, write_policy(register, owner_id=people[0]), "3")
    attach(register, version, "policy.pdf", pdf("We say what we expect", "And who it binds"), FileKind.POLICY)
    sign(register, version, people[0])
    return register


def made(register: Register, *included: str) -> bytes:
    report = report_named("evidence-pack")
    with register.reading() as session:
        gathered = gather(session, report, TODAY, Options(included=included))
    return render(report, gathered, AT)


def key_of(register: Register, name: str) -> str:
    with register.reading() as session:
        return next(one.key for one in attachments(session, TODAY) if one.file_name == name)


def pages(found: Heard) -> list[str]:
    return [page.extract_text() for page in found.pdf.pages]


def test_a_pack_has_the_usual_reports_and_the_policies_in_force_under_one_run_of_numbers(school: Register) -> None:
    found = heard(made(school))
    texts = pages(found)
    assert all(f"Page {number:,} of {len(texts):,}" in text for number, text in enumerate(texts, start=1))
    contents = texts[0]
    lines = [line.strip() for line in contents.splitlines()]
    for title in ("Policy register", "Acknowledgement register", "Retention and disposal"):
        begins = next(number for number, text in enumerate(texts, start=1) if f"{title}. As at" in text)
        assert lines[lines.index(title) + 1] == str(begins)
    assert "Social Media Policy, version 3: policy document" in contents
    assert "“policy.pdf”, 2 pages" in contents
    assert "We say what we expect" in texts[-2]
    assert "And who it binds" in texts[-1]


def test_bookmarks_lead_to_every_part_and_each_part_says_its_day_and_seal(school: Register) -> None:
    found = heard(made(school, "policy-register", "retention", key_of(school, "policy.pdf")))
    tops = [one["/Title"] for one in found.pdf.outline if not isinstance(one, list)]
    assert tops == ["Evidence pack", "Policy register", "Retention and disposal",
                    "Social Media Policy, version 3: policy document"]  # fmt: skip
    for page in pages(found):
        assert "As at 20 November 2026." in page
        assert "AD06-38F7 / 250" in page


def test_every_line_of_the_contents_leads_to_its_part(school: Register) -> None:
    found = heard(made(school, "policy-register", "retention", key_of(school, "policy.pdf")))
    links = found.document.all("Link")
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(found.pdf.pages, start=1)}
    bookmarks = [one for one in found.pdf.outline if not isinstance(one, list)]
    assert len(links) == 3
    for link, bookmark in zip(links, bookmarks[1:], strict=True):
        (area,) = link.leads
        page = numbers[area["/Dest"][0].indirect_reference.idnum]
        assert area["/Contents"] == f"{bookmark['/Title']}, page {page}"
        assert link.words.split() == area["/Contents"].replace(", page", "").split()
        assert found.pdf.get_destination_page_number(bookmark) + 1 == page
        assert found.pdf.pages[0]["/Annots"]


def part_of(content: bytes, name: str) -> Piece:
    """Return the piece that an attached file is, by its title."""
    return next(one for one in heard(content).document.all("Part") if one.title == name)


TITLE = "Social Media Policy, version 3: "


def test_the_words_of_an_attached_page_are_read_aloud_as_they_stand_there(school: Register) -> None:
    part = part_of(made(school, "policy-register", key_of(school, "policy.pdf")), f"{TITLE}policy document")
    assert [one.role for one in part.kids] == ["H1", "P", "Sect", "Sect"]
    assert [one.title for one in part.kids[2:]] == [f"page {number} of 2 of the attached file" for number in (1, 2)]
    assert [one.words for one in part.kids[2].kids + part.kids[3].kids] == [
        "We say what we expect",
        "And who it binds",
    ]


def test_a_page_without_words_is_a_picture_with_a_sentence(school: Register) -> None:
    attach(school, 1, "scan.pdf", pdf(""))
    attach(school, 1, "scan.png", picture("PNG"))
    content = made(school, key_of(school, "scan.pdf"), key_of(school, "scan.png"))
    assert [one.alt for one in heard(content).document.all("Figure")] == [
        f"{TITLE}additional guidance: page 1 of 1 of the attached file, as a picture"
    ] * 2


def test_a_file_that_can_be_read_aloud_keeps_its_headings_lists_and_tables(school: Register) -> None:
    parts = Parts()
    told = [parts.words("Rules", "title"), *parts.points(["Be kind", "Ask first"]),
            parts.table((Head("Who", 2), Head("When", 1)), [("Bea Quill", f"Day {number}") for number in range(60)]),
            parts.tick_box()]  # fmt: skip
    sheet = Sheet("Elsewhere", "Rules", TODAY, "", AT.printed_at, "Somebody")
    attach(school, 1, "rules.pdf", build(sheet, parts, told))
    part = part_of(made(school, key_of(school, "rules.pdf")), f"{TITLE}additional guidance")
    assert [one.role for one in part.kids[2].kids] == ["H2", "L", "Table", "Figure"]
    (table,) = part.all("Table")
    assert len(table.all("TR")) == 61
    assert [(one.words, one.scope) for one in table.all("TH")] == [("Who", "/Column"), ("When", "/Column")]
    assert table.all("TD")[0].pages != table.all("TD")[-1].pages
    assert [one.words for one in part.all("LBody")] == ["• Be kind", "• Ask first"]
    assert part.all("Figure")[0].alt == "Drawing"


def told_by_hand(*, broken: bool = False) -> bytes:
    """A form of somebody else: a role of their own, words beside a piece in a piece, and a field that is filled in."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf("", box=True)))
    page = writer.pages[0]
    code = DecodedStreamObject()
    code.set_data(b"BT /F1 12 Tf 72 700 Td /Words <</MCID 0>> BDC (I agree ) Tj EMC "
                  b"/Span <</MCID 1>> BDC (gladly) Tj EMC /P <</MCID 2>> BDC ( to this) Tj EMC "
                  b"/Words <</MCID 7>> BDC ( and more) Tj EMC ET")  # fmt: skip
    page[NameObject("/Contents")] = writer._add_object(code)
    piece = DictionaryObject({NameObject("/S"): NameObject("/Words"), NameObject("/Pg"): page.indirect_reference})
    place = writer._add_object(piece)
    inside = DictionaryObject({NameObject("/S"): NameObject("/Em"), NameObject("/P"): place,
                               NameObject("/K"): NumberObject(1)})  # fmt: skip
    of_field = DictionaryObject(
        {NameObject("/Type"): NameObject("/OBJR"), NameObject("/Obj"): page["/Annots"][0].indirect_reference}
    )
    piece[NameObject("/K")] = ArrayObject(
        [NumberObject(0), place if broken else writer._add_object(inside), NumberObject(2), of_field]
    )
    roles = DictionaryObject({NameObject("/Words"): NameObject("/P")})
    root = DictionaryObject({NameObject("/K"): place, NameObject("/RoleMap"): roles})
    writer._root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_roles_of_their_own_words_between_pieces_and_filled_in_fields_keep_their_order(school: Register) -> None:
    attach(school, 1, "agreed.pdf", told_by_hand())
    part = part_of(made(school, key_of(school, "agreed.pdf")), f"{TITLE}additional guidance")
    piece, more = part.kids[2:]
    assert [(one.role, one.words) for one in piece.kids] == [
        ("Span", "I agree "), ("Span", "gladly"), ("Span", " to this"), ("Span", "Filled in"),
    ]  # fmt: skip
    assert (piece.role, more.role, more.words) == ("P", "P", " and more")


def test_a_structure_that_leads_nowhere_is_left_and_the_words_are_read_all_the_same(school: Register) -> None:
    attach(school, 1, "round.pdf", told_by_hand(broken=True))
    part = part_of(made(school, key_of(school, "round.pdf")), f"{TITLE}additional guidance")
    assert [one.words for one in part.all("P")[1:]] == ["I agree gladly to this and moreFilled in"]


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
def test_turned_pages_stand_upright(school: Register, rotated: int) -> None:
    version = 1
    attach(school, version, "turned.pdf", pdf("Turned", rotated=rotated))
    content = made(school, key_of(school, "turned.pdf"))
    assert "Turned" in pages(heard(content))[-1]
    form = next(iter(PdfReader(io.BytesIO(content)).pages[-1]["/Resources"]["/XObject"].values())).get_object()
    assert "/Matrix" in form


def test_what_was_filled_into_a_form_is_seen(school: Register) -> None:
    attach(school, 1, "form.pdf", pdf("Consent", box=True))
    reader = PdfReader(io.BytesIO(made(school, key_of(school, "form.pdf"))))
    drawn = [one.get_object() for one in reader.pages[-1]["/Resources"]["/XObject"].values()]
    notes = [name for one in drawn for name in one["/Resources"].get("/XObject", {}) if name.startswith("/Note")]
    assert notes


def test_pictures_stand_on_a_page_and_other_files_are_only_named(school: Register) -> None:
    for name, content in (
        ("large.png", picture("PNG", (6000, 5000))),
        ("clear.png", picture("PNG", mode="RGBA")),
        ("scan.jpg", picture("JPEG")),
        ("handbook.docx", word_file()),
        ("notes.txt", b"Plain words"),
    ):
        attach(school, 1, name, content)
    with school.reading() as session:
        keys = [one.key for one in attachments(session, TODAY) if one.file_name != "policy.pdf"]
    content = made(school, *keys)
    texts = pages(heard(content))
    assert len(texts) == 4
    assert "Named here but not shown" in texts[0]
    assert "“handbook.docx”. It is a Word document, which is not printed here." in " ".join(texts[0].split())
    assert "“notes.txt”. It is plain text, which is not printed here." in " ".join(texts[0].split())
    assert len(content) < 200_000


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("locked.pdf", pdf("Secret", password="open sesame"), "It is protected with a password."),
        ("cut.pdf", pdf("Cut off")[:300], "It is damaged, so it cannot be shown."),
        ("words.pdf", b"%PDF-1.7\nnothing else", "It is damaged, so it cannot be shown."),
        ("broken.png", picture("PNG")[:60], "The picture is damaged, so it cannot be shown."),
    ],
)
def test_a_file_that_cannot_be_shown_is_named_in_one_sentence(
    school: Register, name: str, content: bytes, says: str
) -> None:
    attach(school, 1, name, content)
    texts = pages(heard(made(school, "policy-register", key_of(school, name))))
    assert f"“{name}”. {says}" in " ".join(texts[0].split())


def test_a_file_whose_page_refers_to_itself_does_not_run_for_ever(school: Register) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf("Round")))
    resources = writer.pages[0]["/Resources"].get_object()
    resources[NameObject("/Round")] = writer._add_object(resources)
    file = io.BytesIO()
    writer.write(file)
    attach(school, 1, "round.pdf", file.getvalue())
    assert "Round" in pages(heard(made(school, key_of(school, "round.pdf"))))[-1]


def test_the_same_choice_gives_the_same_bytes_and_the_pack_can_be_checked(school: Register) -> None:
    first, second = made(school), made(school)
    assert first == second
    with school.reading() as session:
        checked = check_paper(session, first, lambda _number: AT.seal)
        assert checked.holds, checked.says
    hire(school, "Late Comer", started_on=TODAY)
    with school.reading() as session:
        assert not check_paper(session, first, lambda _number: AT.seal).holds


def test_nothing_about_incidents_is_usual(school: Register) -> None:
    with school.reading() as session:
        assert "incident-summary" not in usual(attachments(session, TODAY))
    assert "sealed and not in this pack" in " ".join(pages(heard(made(school)))[0].split())


def test_a_pack_of_nothing_is_refused_and_what_is_gone_is_said(school: Register) -> None:
    with pytest.raises(Refusal, match="at least one report or file"):
        made(school, "file-999")
    texts = pages(heard(made(school, "policy-register", "file-999")))
    assert "file-999. It is no longer in the register." in texts[0]


def test_the_parts_are_a_spreadsheet_too(school: Register) -> None:
    report = report_named("evidence-pack")
    with school.reading() as session:
        gathered = gather(session, report, TODAY, Options())
    assert render_sheet(report, gathered, AT).startswith(b"PK")


def test_an_empty_register_has_a_pack(register: Register) -> None:
    texts = pages(heard(made(register)))
    assert "Policy register" in texts[0]


def test_the_command_line_makes_a_pack_and_names_what_there_is(
    school: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    staffed(school)
    folder = school.folder
    school.close()
    monkeypatch.setenv("POLICYDESK_PASSWORD", PASSWORD)
    out = tmp_path / "pack.pdf"
    asked = ["report", "evidence-pack", "--register", str(folder), "--as-at", "2026-11-20", "--out", str(out)]
    assert cli.main([*asked, "--user", "Alex Morgan", "--include", "policy-register", "--include", "POLICY.PDF"]) == 0
    assert "We say what we expect" in pages(heard(out.read_bytes()))[-2]
    assert cli.main([*asked, "--user", "Alex Morgan", "--include", "nonsense"]) == 2
    assert "A pack cannot have “nonsense”. It can have: governors," in capsys.readouterr().err
    assert cli.main([*asked, "--user", "Alex Morgan", "--include", "incident-summary"]) == 2
    assert "Only somebody who may open incidents" in capsys.readouterr().err
    assert cli.main([*asked, "--user", "Dana Lead", "--include", "incident-summary"]) == 0
    assert "Incident summary for governors" in pages(heard(out.read_bytes()))[0]
    with signed_in(folder, "Alex Morgan"):
        pass


def test_a_pack_with_the_masked_summary_does_not_say_that_it_could_be_added(school: Register) -> None:
    texts = pages(heard(made(school, "policy-register", "incident-summary")))
    first = " ".join(texts[0].split())
    assert "it has masked counts alone, in the summary for governors" in first
    assert "can add the masked summary" not in first
