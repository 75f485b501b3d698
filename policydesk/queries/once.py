"""What several parts of one answer ask: read a single time while that answer is put together."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.orm import Session

P = ParamSpec("P")
T = TypeVar("T")

_READ = "read once"


@contextmanager
def reading_once(session: Session) -> Iterator[None]:
    """Remember what is `read_once`, while nothing in the register changes; forget it afterwards."""
    if _READ in session.info:
        yield
        return
    session.info[_READ] = {}
    try:
        yield
    finally:
        del session.info[_READ]


def read_once(ask: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Mark a question whose answer is remembered inside `reading_once`; whoever gets it leaves it as it is."""

    @wraps(ask)
    def asked(session: Session, *args: P.args, **more: P.kwargs) -> T:
        known: dict[Hashable, Any] | None = session.info.get(_READ)
        if known is None:
            return ask(session, *args, **more)
        key = (_name(ask), args, tuple(more.items()))
        if key not in known:
            known[key] = ask(session, *args, **more)
        found: T = known[key]
        return found

    return cast("Callable[Concatenate[Session, P], T]", asked)


def remember(session: Session, ask: Callable[..., T], *args: Hashable, answer: T) -> None:
    """Give the answer to a question that is `read_once`, where it was read together with others."""
    known: dict[Hashable, Any] | None = session.info.get(_READ)
    if known is not None:
        known[_name(ask), args, ()] = answer


def _name(ask: Callable[..., Any]) -> str:
    return f"{ask.__module__}.{ask.__qualname__}"
