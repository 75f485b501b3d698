"""What the incident page asks and does with the answers: one method for each form."""

from policydesk.ui.incidents.forms_added import AddedForms
from policydesk.ui.incidents.forms_around import AroundForms
from policydesk.ui.incidents.forms_new import NewForms


class IncidentForms(NewForms, AddedForms, AroundForms):
    """Every form of the page."""
