"""A help desk for the terminal: one file, an inbox, promises, and nothing to lose when the plug is pulled.

    python examples/helpdesk.py desk.db
    new mari Broken parcel        a ticket of a customer        say T-1 Still broken    the customer writes
    take T-1 ana                  it becomes ana's              answer T-1 Which one?   its owner writes
    solve T-1                     it is solved                  show T-1                what happened
    inbox [WORDS]                 what is due next; a search    wake                    what time did meanwhile
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

import sundesk

OFFICE = {"timezone": "Europe/Berlin", "weekly": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}}
PROMISES = {"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}, "resolution": {"kind": "total_resolution", "target": "16h"}}}
PEOPLE = {"actors": {"ana": {"role": "agent"}, "ben": {"role": "agent"}}, "groups": {"support": ["ana", "ben"]}}


def library() -> sundesk.Library:
    """What the desk knows by name. A workflow of its own would stand here too; without one tickets live by the preset `zendesk`."""
    return sundesk.Library({"calendar": OFFICE, "policies": {"office": PROMISES}})


class Helpdesk:
    """The words a person types, as commands of the desk."""

    def __init__(self, desk: sundesk.Desk) -> None:
        self.desk = desk

    def new(self, now: datetime, customer: str, *subject: str) -> str:
        ticket = f"T-{self.desk.head['position'] + 1}"
        create = {"do": "create", "ticket": ticket, "by": customer, "group": "support", "subject": " ".join(subject)}
        self.desk.command(create, at=now)
        return ticket

    def say(self, now: datetime, ticket: str, *text: str) -> str:
        return self.do(now, ticket, {"do": "customer_reply", "body": " ".join(text)})

    def take(self, now: datetime, ticket: str, who: str) -> str:
        return self.do(now, ticket, {"do": "assign", "by": who, "assignee": who})

    def answer(self, now: datetime, ticket: str, *text: str) -> str:
        return self.do(now, ticket, {"do": "agent_reply", "by": self.owner(ticket), "body": " ".join(text)})

    def solve(self, now: datetime, ticket: str) -> str:
        return self.do(now, ticket, {"do": "set_status", "by": self.owner(ticket), "status": "solved"})

    def do(self, now: datetime, ticket: str, command: dict[str, str]) -> str:
        self.desk.command({**command, "ticket": ticket}, at=now)
        return self.line(self.desk.ticket(ticket))

    def owner(self, ticket: str) -> str:
        found = self.desk.ticket(ticket)
        return (found and found["assignee"]) or "ana"

    def inbox(self, now: datetime, *words: str) -> str:
        open_ones = {"category": ["new", "open", "pending", "hold"]}
        page = self.desk.tickets(open_ones, order="due", search=" ".join(words) or None, limit=20)
        lines = [self.line(ticket, now) for ticket in page["tickets"]]
        return "\n".join(lines or ["nothing waits"])

    def show(self, now: datetime, ticket: str) -> str:
        happened = [f"  {record.at:%d %b %H:%M} {record.kind} by {record.by}" for record in self.desk.history(ticket)]
        moves = [move["to"] for move in self.desk.allowed(ticket, self.owner(ticket), now)]
        return "\n".join([self.line(self.desk.ticket(ticket), now), *happened, "  can become " + ", ".join(moves)])

    def wake(self, now: datetime) -> str:
        woken = [f"{record.ticket} {record.kind} at {record.at:%d %b %H:%M}" for record in self.desk.tick(now)]
        return "\n".join(woken or ["nothing was due"])

    @staticmethod
    def line(ticket: dict[str, Any] | None, now: datetime | None = None) -> str:
        if ticket is None:
            return "there is no such ticket"
        due = ticket.get("due_at")
        late = due and now and due < now
        promise = f", {ticket['due']} {'was' if late else 'is'} due {due:%d %b %H:%M}" if due else ""
        return f"{ticket['id']} {ticket['status']}: {ticket['subject']} ({ticket['assignee'] or 'nobody'}){promise}"


def run(helpdesk: Helpdesk, lines: Iterable[str]) -> None:
    """Each line is done, and on the disk, before its answer is printed."""
    for line in lines:
        word, *rest = line.split() or [""]
        act = getattr(helpdesk, word, None) if word in ("new", "say", "take", "answer", "solve", "inbox", "show", "wake") else None
        now = datetime.now(timezone.utc)  # the clock is the host's
        try:
            print(act(now, *rest) if act else f"{word!r} is no command", flush=True)
        except sundesk.Refusal as refusal:
            print(f"refused: {refusal}", flush=True)
        except (sundesk.SundeskError, TypeError) as error:
            print(f"not done: {error}", flush=True)


if __name__ == "__main__":
    with sundesk.Desk.open(sys.argv[1], library(), people=PEOPLE) as opened:
        run(Helpdesk(opened), sys.stdin)
