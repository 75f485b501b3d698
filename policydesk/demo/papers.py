"""The text of a demo policy as a PDF: two pages that look like a policy, from words alone."""

import io
from xml.sax.saxutils import escape

SECTIONS = (
    ("Purpose", "This policy says what {school} expects of everybody who works here when they use {topic}."),
    ("Who it is for", "It binds all staff, governors, contractors, agency staff, trainees and volunteers."),
    (
        "What we expect",
        (
            "Keep your personal and your professional life apart. Do not accept pupils as friends or followers. Do not "
            "share what you learn at work. Use only the accounts that the school has approved, and as agreed."
        ),
    ),
    (
        "If something goes wrong",
        "Tell the designated safeguarding lead on the same day, also when you are not sure. You will be listened to.",
    ),
    ("Monitoring", "The use of school systems is monitored without notice, and nobody should expect privacy on them."),
    ("Breaches", "A breach may be dealt with under the disciplinary policy. Ask before you act rather than after."),
    ("Review", "The headteacher and the governing body review this policy at the date given on its front page."),
)


def policy_paper(school: str, title: str, label: str) -> bytes:
    """Return the PDF of one version of a demo policy; the same words give the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    styles = getSampleStyleSheet()
    topic = title.lower().removesuffix(" policy")
    story = [
        Paragraph(escape(school), styles["Heading3"]),
        Paragraph(escape(title), styles["Title"]),
        Paragraph(f"Version {escape(label)}", styles["Normal"]),
        Spacer(1, 18),
    ]
    for number, (heading, words) in enumerate(SECTIONS, start=1):
        story += [
            Paragraph(f"{number}. {heading}", styles["Heading2"]),
            Paragraph(escape(words.format(school=school, topic=topic)), styles["BodyText"]),
        ]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4, title=title, author=school, invariant=1).build(story)
    return file.getvalue()
