"""How the matrix looks: a column for each current version, with how many have acknowledged it."""

from datetime import date

from policydesk.dates import written
from policydesk.queries.acknowledgements import MatrixRow, VersionHead
from policydesk.ui.kit.columns import Column
from policydesk.ui.kit.states import Mark, ack_mark


def columns(heads: tuple[VersionHead, ...], as_at: date) -> tuple[Column[MatrixRow], ...]:
    """Return a column for each version; the heading says its title, its label and the figures."""
    return tuple(_column(number, head, as_at) for number, head in enumerate(heads))


def _column(number: int, head: VersionHead, as_at: date) -> Column[MatrixRow]:
    def mark(row: MatrixRow) -> Mark:
        cell = row.cells[number]
        return ack_mark(cell.state, cell.due_on, cell.signed_on, as_at)

    def tip(row: MatrixRow) -> str:
        cell = row.cells[number]
        said = f"{row.full_name}: {head.title}, version {head.label}. {mark(row).words}."
        return f"{said} Due on {written(cell.due_on)}." if cell.due_on and cell.state.wants_signature else said

    return Column(
        f"{head.title}, {head.label}\n{head.up_to_date} of {head.asked}",
        lambda row: mark(row).says,
        tip=tip,
        mark=mark,
        key=f"version {head.version_id}",
        sortable=False,
    )
