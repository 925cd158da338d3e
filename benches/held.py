"""What one ticket costs a host in Python that holds its policies and histories: `python benches/held.py`, with the package installed.

Each figure is the least of 15 runs of 20,000 calls.
"""

import timeit
from datetime import datetime, timezone

from sundesk import Calendar, History, PolicySet, Templates

NOW = datetime(2024, 6, 3, 12, tzinfo=timezone.utc)
OFFICE = Calendar({"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "12:30"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu")}})
POLICIES = PolicySet(
    {
        "metrics": {
            "first reply": {"kind": "first_reply", "targets": {"high": "1h", "default": "4h"}},
            "resolution": {"kind": "total_resolution", "target": "16h", "pause_on": ["pending"]},
        }
    },
    calendar=OFFICE,
)
EVENTS = [
    {"at": "2024-06-03T07:30:00Z", "type": "created", "by": "requester", "status": "new"},
    {"at": "2024-06-03T09:05:00Z", "type": "reply", "by": "agent"},
    {"at": "2024-06-03T09:10:00Z", "type": "status", "to": "pending"},
]
HISTORY, BINDING = History(EVENTS), POLICIES.bind()
TEXTS = Templates.from_sources({"en": {"mail": 'due = Due { DATETIME($at, timeStyle: "short") }.'}})
READER = TEXTS.delivery(locale="en-GB", tz="Europe/Berlin")

CALLS = {
    "held binding and history, 4 events, 2 metrics": lambda: BINDING.evaluate(HISTORY, NOW),
    "held binding and history, 4 events: one metric": lambda: BINDING.metric(HISTORY, NOW, "first reply"),
    "nothing held": lambda: POLICIES.evaluate(EVENTS, NOW),
    "a text with a zone through a held delivery": lambda: READER.text("due", at=NOW),
}

if __name__ == "__main__":
    for name, call in CALLS.items():
        least = min(timeit.repeat(call, number=20_000, repeat=15)) / 20_000
        print(f"{name:<60} {least * 1e9:8.0f} ns")
