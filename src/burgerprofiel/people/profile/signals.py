"""What the profile tells the rooms above it, which it does not know. Each is sent inside the transaction."""

from django.dispatch import Signal

first_changed = Signal()
"""By the citizen's act another contact comes first than before, or none any more: who writes there may tell it.

Arguments: `citizen_id: CitizenId`, `kind: contact.Kind`, `before: str`, its value until now, `trace: Trace`.
"""

contact_died = Signal()
"""Nothing arrives at a contact any more; sent once, until it is proved again.

Arguments: `citizen_id: CitizenId`, `contact_id: UUID`, `kind: contact.Kind`, `trace: Trace`.
"""

unused_soon = Signal()
"""Nobody signed in for 23 months: in a month all of the profile is removed. Arguments: `citizen_id: CitizenId`."""

profile_rests = Signal()
"""Somebody died: nothing goes out to them any more. Arguments: `citizen_id: CitizenId`, `trace: Trace`."""

profile_forgotten = Signal()
"""All of a profile was removed, by the citizen or after two years: forget whatever else reaches them.

Arguments: `citizen_id: CitizenId`, `trace: Trace`.
"""
