### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }：{ $metric } の期限は { RELATIVE($due) }（{ DATETIME($due) }）です。
    .subject = まもなく期限：{ $ticket }、{ $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }：{ $metric } の期限は { DATETIME($due) } でした。{ DURATION($late) } 超過しています。
    .subject = 期限超過：{ $ticket }、{ $metric }

# @src 1f25b7f3
staff-handoff =
    { $from } から { $to } へ、対応中のチケット { $count } 件を引き継ぎます。
    最初の期限：{ DATETIME($next) }
    .subject = { $from } → { $to }：{ $count } 件
