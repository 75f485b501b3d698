"""How much a policy's document may ask of the school's computer before its text is not read."""

from policydesk.exchange.limits import Limits

POLICY_LIMITS = Limits(file_bytes=50 * 1024 * 1024, characters=500_000, rows=500, cell_characters=500_000)
"""As TRUST 5.12, but as large as a document in the register may be; `rows` counts pages."""
