"""Which platforms the social media policy in force has an appendix for (R17)."""

from functools import lru_cache

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.demands import VersionInForce
from policydesk.rules.platforms import platform_named, platforms
from policydesk.terms import FileKind


class KeptAppendices:
    """Every appendix about a platform, with the day on which the school kept it."""

    def __init__(self, session: Session) -> None:
        self._rows = session.execute(
            text(f"""
                SELECT f.version_id, f.platform, d.added_on FROM version_file f JOIN document d ON d.id = f.document_id
                WHERE f.kind = '{FileKind.APPENDIX.value}' AND f.platform <> ''""")
        ).all()

    def on(self, day: str, version: VersionInForce | None) -> frozenset[str]:
        """Return the platforms that the policy in force has an appendix for (R17), in small letters."""
        of = None if version is None else version.version_id
        return frozenset(fold(platform) for one, platform, added_on in self._rows if one == of and added_on <= day)


@lru_cache(maxsize=256)
def has_appendix(code: str, other: str, kept: frozenset[str]) -> bool:
    """Return whether an appendix is about a platform, by any name it had."""
    before = (one.name for one in platforms() if one.renamed_to == code)
    names = (fold(other),) if other else (fold(platform_named(code).name), *map(fold, before))
    return any(name == one or (len(name) > 2 and name in one) for name in names for one in kept)
