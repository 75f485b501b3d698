"""The words of a policy's document, read safely: a PDF, a Word document or text, or one sentence that says why not.

It is read in a process of its own with limits on time, memory and size, as lists are (TRUST 5.12).
"""

import json
from pathlib import Path

from policydesk.errors import Refusal
from policydesk.exchange.limits import Limits
from policydesk.exchange.policy_limits import POLICY_LIMITS
from policydesk.exchange.tables import Words, answer_of, file_content
from policydesk.rules.text_check_lines import Line, PolicyText
from policydesk.terms import TextUnit

WORDS = Words(
    what="a PDF, a Word document (DOCX) or plain text",
    too_large="Save it smaller, for example without its pictures.",
    too_slow="Save it as plain text and select that.",
)
_CANNOT = (
    "The selected file could not be read: it is damaged, or asks for more memory than reading a policy may use. "
    "Open it, save a new copy and select that."
)


def read_policy_file(path: Path, limits: Limits = POLICY_LIMITS) -> PolicyText:
    """Read the words of a file on this computer; raises Refusal where it cannot be read or holds none."""
    return read_policy(file_content(path, limits, WORDS), limits)


def read_policy(content: bytes, limits: Limits = POLICY_LIMITS) -> PolicyText:
    """Read the words of a document that is kept in the register; raises Refusal where it holds none."""
    said = answer_of(content, "policy", "", limits, WORDS).splitlines()
    try:
        last = json.loads(said[-1]) if said else {}
        if "refusal" in last:
            raise Refusal(str(last["refusal"]), field="path")
        about = json.loads(said[0])
        lines = tuple(Line(int(place), str(text)) for place, text in map(json.loads, said[1:-1]))
        if last["lines"] != len(lines):
            raise Refusal(_CANNOT, field="path")
        return PolicyText(TextUnit(about["unit"]), lines, int(about["pages"]), tuple(map(int, about["pictures"])))
    except (ValueError, KeyError, TypeError, IndexError) as trouble:
        raise Refusal(_CANNOT, field="path") from trouble
