### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = 工单 { $ticket }：{ $metric } 将在 { RELATIVE($due) }到期（{ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }）。
    .subject = 即将到期：{ $ticket }，{ $metric }

# @src 2a534447
staff-sla-breach = 工单 { $ticket }：{ $metric } 已逾期 { DURATION($late, maximumUnits: 2) }（到期时间：{ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }）。
    .subject = 违反 SLA：{ $ticket }，{ $metric }

# @src 42cd7742
staff-handoff =
    { $from } 向 { $to } 移交 { $count } 个处理中的工单。
    最早到期：{ DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "无") }。
    .subject = { $from } → { $to }：{ $count } 个工单
