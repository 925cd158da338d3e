### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = التذكرة { $ticket }: { $metric }، يحين الموعد { RELATIVE($due) } ({ DATETIME($due, dateStyle: "long", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = يحين الموعد قريبًا: { $ticket }، { $metric }

# @src 2a534447
staff-sla-breach = التذكرة { $ticket }: { $metric }، مقدار التأخير: { DURATION($late, maximumUnits: 2) } (كان الموعد { DATETIME($due, dateStyle: "long", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = تجاوز مهلة SLA: { $ticket }، { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [zero] لا توجد تذاكر مفتوحة ({ $count }) ليسلّمها فريق { $from } إلى فريق { $to }.
        [one] يسلّم فريق { $from } تذكرة مفتوحة واحدة إلى فريق { $to }.
        [two] يسلّم فريق { $from } تذكرتين مفتوحتين إلى فريق { $to }.
        [few] يسلّم فريق { $from } { $count } تذاكر مفتوحة إلى فريق { $to }.
        [many] يسلّم فريق { $from } { $count } تذكرة مفتوحة إلى فريق { $to }.
       *[other] يسلّم فريق { $from } { $count } تذكرة مفتوحة إلى فريق { $to }.
    }
    أول موعد: { DEFAULT(DATETIME($next, dateStyle: "long", timeStyle: "short", timeZoneName: "shortOffset"), "لا يوجد") }.
    .subject = تسليم من { $from } إلى { $to }: { $count ->
        [zero] { $count } تذكرة
        [one] تذكرة واحدة
        [two] تذكرتان
        [few] { $count } تذاكر
        [many] { $count } تذكرة
       *[other] { $count } تذكرة
    }
