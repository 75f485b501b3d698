"""Which platforms the social media policy in force has an appendix for (R17)."""

from datetime import date
from functools import lru_cache

from sqlalchemy import text
from sqlalchemy.orm import Session

from policydesk.names import fold
from policydesk.queries.demands import VersionInForce
from policydesk.rules.platforms import platform_named, platforms
from policydesk.terms import FileKind


def appendices(session: Session, as_at: date, version: VersionInForce | None) -> frozenset[str]:
    """Return the platforms that the policy in force has an appendix for (R17), in small letters."""
    rows = session.scalars(
        text(f"""
            SELECT f.platform FROM version_file f JOIN document d ON d.id = f.document_id
            WHERE f.version_id = :version AND f.kind = '{FileKind.APPENDIX.value}' AND d.added_on <= :as_at"""),
        {"version": None if version is None else version.version_id, "as_at": as_at.isoformat()},
    )
    return frozenset(fold(one) for one in rows if one)


@lru_cache(maxsize=256)
def has_appendix(code: str, other: str, kept: frozenset[str]) -> bool:
    """Return whether an appendix is about a platform, by any name it had."""
    before = (one.name for one in platforms() if one.renamed_to == code)
    names = (fold(other),) if other else (fold(platform_named(code).name), *map(fold, before))
    return any(name == one or (len(name) > 2 and name in one) for name in names for one in kept)
