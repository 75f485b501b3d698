"""The text of a demo policy as a PDF: a page that looks like a policy, from words alone."""

import io

SECTIONS = (
    ("Purpose", "This policy says what {school} expects of everybody who works here in matters of {topic}."),
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
    """Return the PDF of one version of a demo policy, which can be read aloud; the same words give the same bytes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from policydesk.reports.paper.parts import Parts
    from policydesk.reports.paper.tagged_file import TaggedCanvas

    parts, topic = Parts(), title.lower().removesuffix(" policy").removeprefix("code of ")
    story = [
        parts.words(school, "lead"),
        parts.words(title, "title"),
        parts.words(f"Version {label}"),
        parts.space(18),
    ]
    for number, (heading, words) in enumerate(SECTIONS, start=1):
        story += [
            parts.words(f"{number}. {heading}", "heading"),
            parts.words(words.format(school=school, topic=topic)),
        ]
    file = io.BytesIO()
    paper = SimpleDocTemplate(file, pagesize=A4, title=title, author=school, lang="en-GB", invariant=1)
    paper.build(story, canvasmaker=TaggedCanvas)
    return file.getvalue()
