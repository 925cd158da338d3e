"""The closed lists of words that sundesk takes and gives, as types.

>>> from typing import get_args
>>> from sundesk.types import Gap
>>> get_args(Gap)
('transition', 'compatible')

Made by `cargo xtask generate` from the tables of the library; a word more there is a word more here.
"""

from typing import Literal

__all__ = [
    "ActorKind",
    "AttainmentRule",
    "Boundary",
    "Channel",
    "CountBy",
    "DayMode",
    "Direction",
    "DocumentKind",
    "ErrorKind",
    "EventKind",
    "Fold",
    "Gap",
    "HandleKind",
    "HourCycle",
    "IntervalMethod",
    "Isolates",
    "LintLevel",
    "ListKind",
    "LocalKind",
    "LogPreset",
    "MetricKind",
    "MetricName",
    "MetricState",
    "PercentileMethod",
    "PersonKind",
    "PieceReason",
    "PseudoLocale",
    "QuestionKind",
    "RefusalCode",
    "Severity",
    "StatusCategory",
    "TextFormat",
    "TicketOrder",
    "TimeUnit",
    "UnitWidth",
    "WorkflowPreset",
]

ActorKind = Literal["requester", "human", "ai", "auto"]
"""Who did something: a person, a machine or nobody in particular."""

AttainmentRule = Literal["per_ticket", "per_cycle"]
"""Which cycles of a metric make up what became of its promise."""

Boundary = Literal["close", "next_open"]
"""Where an addition lands that uses up its amount exactly at a closing."""

Channel = Literal["body", "html", "subject", "preheader", "chat", "sms", "voice", "push"]
"""Where a text is read."""

CountBy = Literal["status", "status_category", "group", "assignee", "priority"]
"""What tickets are counted by."""

DayMode = Literal["keep_time", "end_of_day"]
"""When on its day an answer in business days lies; or a time of day."""

Direction = Literal["ltr", "rtl"]
"""Which way a text runs."""

DocumentKind = Literal[
    "library",
    "desk",
    "retention",
    "calendar",
    "policies",
    "roster",
    "workflow",
    "import-map",
    "events",
    "log",
    "column-map",
    "frame",
    "frame-question",
    "report",
    "review",
    "template-settings",
]
"""The documents that people write."""

ErrorKind = Literal[
    "invalid_input",
    "out_of_range",
    "unknown_zone",
    "inconsistent_log",
    "missing_text",
    "limit_exceeded",
    "not_found",
    "io",
    "incompatible",
    "internal",
]
"""What kind of error it is."""

EventKind = Literal[
    "created",
    "reply",
    "status",
    "priority",
    "group",
    "assignee",
    "calendar",
    "sla_attached",
    "field",
    "custom",
]
"""What happened to a ticket."""

Fold = Literal["earlier", "later", "widest"]
"""Which instant a reading means that the clock shows twice."""

Gap = Literal["transition", "compatible"]
"""Which instant a reading means that the clock never shows."""

HandleKind = Literal["message", "token"]
"""What an external id leads to a ticket by."""

HourCycle = Literal["h12", "h23"]
"""Whether hours are counted to 12 or to 23."""

IntervalMethod = Literal["wilson", "wilson_cc", "agresti_coull", "clopper_pearson", "jeffreys"]
"""How an interval of a share is worked out."""

Isolates = Literal["auto", "always", "never"]
"""Whether values stand in marks of direction."""

LintLevel = Literal["off", "info", "warning", "error"]
"""How bad a finding about texts is."""

ListKind = Literal["and", "or", "unit"]
"""How words are joined."""

LocalKind = Literal["unique", "gap", "fold"]
"""Whether the clock shows a reading once, never or twice."""

LogPreset = Literal[
    "freshdesk",
    "github-issues",
    "italian-helpdesk",
    "jira-changelog",
    "jira-list",
    "servicenow",
    "servicenow-uci",
    "zammad",
    "zendesk-audits",
    "zendesk-tickets",
]
"""The column maps there are."""

MetricKind = Literal[
    "first_reply",
    "first_reply_time",
    "first_response",
    "next_reply",
    "next_reply_time",
    "next_response",
    "periodic_update",
    "pausable_update",
    "requester_wait",
    "requester_wait_time",
    "agent_work",
    "agent_work_time",
    "resolution",
    "total_resolution",
    "total_resolution_time",
    "group_ownership",
    "ownership",
    "ownership_time",
    "custom",
]
"""What a metric of a promise measures."""

MetricName = Literal[
    "amount",
    "backlog",
    "ces",
    "csat",
    "first_contact",
    "first_response",
    "handle_time",
    "nps",
    "pending_time",
    "reopen_rate",
    "reply_time",
    "resolution_time",
    "response_rate",
    "service_level",
    "sla_compliance",
    "stated_due",
    "time_to_resolve",
    "volume",
]
"""The metrics that a report can be asked for."""

MetricState = Literal["inactive", "running", "paused", "met", "missed", "breached", "cancelled"]
"""Where a metric of a promise stands."""

PercentileMethod = Literal[
    "nearest_rank",
    "averaged_nearest_rank",
    "nearest_even_rank",
    "linear_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
]
"""How a percentile is worked out."""

PersonKind = Literal["human", "ai"]
"""Who works: a human or an AI agent."""

PieceReason = Literal[
    "open",
    "closed",
    "holiday",
    "exception",
    "break",
    "excluded",
    "paused",
    "paused_by_event",
    "solved",
    "before_start",
    "after_stop",
    "no_target",
]
"""Why a piece of time counts or not."""

PseudoLocale = Literal["en-XA", "ar-XB"]
"""The pseudo-locales there are."""

QuestionKind = Literal[
    "agreement",
    "allowed",
    "arrivals",
    "audit",
    "backlog",
    "balance",
    "calendar",
    "cohorts",
    "compare_nps",
    "compare_shares",
    "contingency",
    "control_chart",
    "demand",
    "detractors",
    "explain",
    "facts",
    "feasibility",
    "forecast",
    "gaps",
    "handoffs",
    "heat_map",
    "hours",
    "ics",
    "import_policies",
    "import_roster",
    "inspect",
    "interval",
    "journeys",
    "lifetime_value",
    "littles_law",
    "load",
    "log",
    "log_rank",
    "measure",
    "measure_demand",
    "metrics",
    "next_change",
    "next_shift",
    "next_step",
    "occurrences",
    "on",
    "outcomes",
    "packet",
    "page",
    "pareto",
    "percentiles",
    "periods",
    "preset",
    "reach",
    "redact",
    "retention",
    "review",
    "root_causes",
    "roster_calendar",
    "route",
    "sample_size",
    "scorecard",
    "self_service",
    "sentiment",
    "skills",
    "sla",
    "staffing",
    "standardise",
    "suggest_cover",
    "suggest_patterns",
    "suggest_rotation",
    "survival",
    "tickets",
    "timeline",
    "trend",
    "turns",
    "what_if",
    "workflow",
]
"""The questions there are."""

RefusalCode = Literal[
    "already_decided",
    "already_merged",
    "approval_pending",
    "assignee_required",
    "closed_immutable",
    "comment_required",
    "currency_mismatch",
    "erasure_blocked",
    "field_required",
    "forbidden",
    "idempotency_mismatch",
    "invalid_amount",
    "invalid_score",
    "limit_exceeded",
    "link_cycle",
    "link_self",
    "max_tier",
    "merge_into_merged",
    "merge_status",
    "merged_immutable",
    "message_window_closed",
    "no_status_map",
    "no_survey",
    "not_found",
    "not_in_group",
    "not_mergeable",
    "not_your_turn",
    "open_children",
    "open_tasks",
    "priority_required",
    "reason_required",
    "self_approval",
    "self_merge",
    "status_inactive",
    "transition_not_allowed",
    "unknown_agent",
    "unknown_status",
    "until_in_past",
    "until_required",
    "version_conflict",
]
"""Why a command was refused."""

Severity = Literal["error", "warning"]
"""How bad a problem is."""

StatusCategory = Literal["new", "open", "pending", "hold", "solved", "closed"]
"""What a status means."""

TextFormat = Literal["plain", "html", "markdown", "subject", "sms", "voice", "json"]
"""What a text is written in."""

TicketOrder = Literal["created", "last_activity", "due"]
"""In which order tickets are listed."""

TimeUnit = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"]
"""The units of a distance in time."""

UnitWidth = Literal["long", "short", "narrow"]
"""How long a unit is written."""

WorkflowPreset = Literal["zendesk", "jsm", "servicenow", "zammad", "chatwoot", "linear"]
"""The workflows there are."""
