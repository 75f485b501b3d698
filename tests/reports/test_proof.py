"""A paper can be checked later: do its figures still follow from the register, and what is said where they do not."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from policydesk.headless_papers import verify_paper
from policydesk.reports.catalogue import report_named
from policydesk.reports.paper.proof import proof_of
from policydesk.reports.report import Options, Printing, gather, render
from policydesk.store import Register
from tests.conftest import make_register
from tests.stories import TODAY, hire, publish, sign, write_policy

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def school(register: Register) -> Register:
    """Two people who are asked for one policy."""
    hire(register, "Bea Quill")
    hire(register, "Di Oak")
    publish(register, write_policy(register), "3")
    return register


def paper(register: Register, name: str = "outstanding", as_at: date = TODAY, **options: object) -> bytes:
    report = report_named(name)
    with register.reading() as session:
        gathered = gather(session, report, as_at, Options(**options))
    at = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
    return render(report, gathered, Printing(at, "Alex Morgan", str(register.seal())))


def checked(register: Register, content: bytes, folder: Path, capsys: Capture) -> tuple[int, str]:
    file = folder / "paper.pdf"
    file.write_bytes(content)
    code = verify_paper(register, file)
    return code, capsys.readouterr().out


@pytest.mark.parametrize("name", ["governors-acknowledgements", "outstanding", "sign-off-sheet", "official-accounts"])
def test_a_paper_holds_while_nothing_changed(school: Register, name: str, tmp_path: Path, capsys: Capture) -> None:
    code, says = checked(school, paper(school, name), tmp_path, capsys)
    assert code == 0
    assert "the figures follow from the register, and the file is as it was made" in says
    assert "as at 20 November 2026, printed 20 November 2026 by Alex Morgan" in says


def test_what_is_recorded_later_for_later_days_leaves_a_paper_right(
    school: Register, tmp_path: Path, capsys: Capture
) -> None:
    content = paper(school, as_at=date(2026, 10, 1))
    with school.reading() as session:
        version = gather(session, report_named("sign-off-sheet"), TODAY, Options()).facts.version.version_id
    sign(school, version, 1, on=date(2026, 11, 19))
    assert checked(school, content, tmp_path, capsys)[0] == 0
    sign(school, version, 2, on=date(2026, 9, 19))
    code, says = checked(school, content, tmp_path, capsys)
    assert code == 1
    assert "the register gives other figures for that day now" in says


def test_a_file_that_another_program_saved_is_not_vouched_for(
    school: Register, tmp_path: Path, capsys: Capture
) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(paper(school)))
    file = io.BytesIO()
    writer.write(file)
    code, says = checked(school, file.getvalue(), tmp_path, capsys)
    assert code == 0
    assert "the file is not as PolicyDesk prints it now" in says


def test_a_paper_of_another_school_is_told_apart(school: Register, tmp_path: Path, capsys: Capture) -> None:
    other = make_register(tmp_path / "other.policydesk")
    hire(other)
    content = paper(other)
    other.close()
    code, says = checked(school, content, tmp_path, capsys)
    assert code == 1
    assert "was not printed from this register" in says


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_paper_of_ours_gets_one_sentence(
    school: Register, content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    code, says = checked(school, content, tmp_path, capsys)
    assert code == 1
    assert says.strip() == (
        "This is not a PDF that PolicyDesk printed, or its properties were removed, so it cannot be checked."
    )


def test_a_paper_about_something_chosen_is_checked_for_the_same_choice(
    school: Register, tmp_path: Path, capsys: Capture
) -> None:
    content = paper(school, "governors-acknowledgements", names=True)
    proof = proof_of(content)
    assert proof is not None
    assert proof.options == {"names": True}
    assert checked(school, content, tmp_path, capsys)[0] == 0


def test_the_square_on_every_page_says_what_the_properties_say(school: Register) -> None:
    content = paper(school)
    proof = proof_of(content)
    assert proof is not None
    for page in range(len(PdfReader(io.BytesIO(content)).pages)):
        (found,) = zxingcpp.read_barcodes(_seen(content, page))
        assert found.text == proof.square
        assert proof.figures in found.text
        assert str(school.seal()).replace(" ", "") in found.text


def _seen(content: bytes, page: int) -> Image.Image:
    """Return a page as a camera sees it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    image = document.render(page, QSize(1240, 1754)).convertToFormat(QImage.Format.Format_RGBA8888)
    drawn = Image.frombytes("RGBA", (image.width(), image.height()), bytes(image.constBits()))
    white = Image.new("RGBA", drawn.size, "white")
    white.alpha_composite(drawn)
    return white.convert("L")
