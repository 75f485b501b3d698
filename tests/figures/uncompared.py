"""What stands on papers and is compared with nothing else, or in another way."""

UNCOMPARED = {
    "governors": {
        "Named people": "names",
        "Where the figures come from": "clauses",
        "Signed": "room to sign",
        "Social media policy: compliance report": "the cards, whose numbers are read as sentences",
        "Reviews": "days",
    },
    "governors-acknowledgements": {"Policy acknowledgements": "the cards, whose numbers are read as sentences"},
    "policy-register": {"": "what is said of each policy, and pages to sign"},
    "official-accounts": {
        "Proposed or approved": "states",
        "Unofficial pages": "names",
        "Outside firms": "names",
    },
    "review-schedule": {"Done": "counted from the register"},
    "retention": {"How long each kind is kept": "periods"},
    "account-approval-form": {"": "a form to fill in"},
    "staff-record": {"": "held against the acknowledgement register below"},
    "declaration-forms": {"": "forms, which are counted"},
    "moderator-cover": {"": "read whole"},
    "year-planner": {"": "read whole"},
    "year-planner-a3": {"": "the same as on A4"},
    "slips": {"": "slips, which are counted"},
    "sign-off-sheet": {"": "read whole"},
    "incident-summary": {
        "Friend requests, by": "hidden numbers",
        "Concerns, by": "hidden numbers",
        "How long it took": "days",
    },
}
"""Tables of which no figure stands elsewhere, or that are read in another way, and why; "" are all of a report."""
