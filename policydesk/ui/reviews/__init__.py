"""Reviews: what is due when, the year at a glance, discussions, editions of guidance, and yearly declarations."""
