### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric }، يحين الموعد { RELATIVE($due) }، في { DATETIME($due) }.
    .subject = يحين الموعد قريبًا: { $ticket }، { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric }، حان الموعد في { DATETIME($due) }، والتأخير { DURATION($late) }.
    .subject = تجاوز الموعد: { $ticket }، { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [zero] يسلّم { $from } { $count } تذكرة مفتوحة إلى { $to }.
        [one] يسلّم { $from } تذكرة مفتوحة واحدة إلى { $to }.
        [two] يسلّم { $from } تذكرتين مفتوحتين إلى { $to }.
        [few] يسلّم { $from } { $count } تذاكر مفتوحة إلى { $to }.
        [many] يسلّم { $from } { $count } تذكرة مفتوحة إلى { $to }.
       *[other] يسلّم { $from } { $count } تذكرة مفتوحة إلى { $to }.
    }
    أول موعد: { DATETIME($next) }.
    .subject = { $from } ← { $to }: { $count ->
        [zero] { $count } تذكرة
        [one] تذكرة واحدة
        [two] تذكرتان
        [few] { $count } تذاكر
        [many] { $count } تذكرة
       *[other] { $count } تذكرة
    }
