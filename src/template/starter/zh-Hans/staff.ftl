### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }：{ $metric } 将于 { RELATIVE($due) } 到期（{ DATETIME($due) }）。
    .subject = 即将到期：{ $ticket }，{ $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }：{ $metric } 已于 { DATETIME($due) } 到期，目前逾期 { DURATION($late) }。
    .subject = 已逾期：{ $ticket }，{ $metric }

# @src 1f25b7f3
staff-handoff =
    { $from } 向 { $to } 移交 { $count } 个处理中的工单。
    最早到期： { DATETIME($next) }。
    .subject = { $from } → { $to }：{ $count } 个工单
