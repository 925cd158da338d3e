### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = チケット { $ticket }：{ $metric } の期限は { RELATIVE($due) }（{ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }）です。
    .subject = まもなく期限：{ $ticket }、{ $metric }

# @src 2a534447
staff-sla-breach = チケット { $ticket }：{ $metric } の期限を { DURATION($late, maximumUnits: 2) }超過しています（期限は { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") } でした）。
    .subject = SLA 違反：{ $ticket }、{ $metric }

# @src 42cd7742
staff-handoff =
    { $from } から { $to } へ、対応中のチケット { $count } 件を引き継ぎます。
    最初の期限：{ DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "なし") }
    .subject = { $from } → { $to }：{ $count } 件
