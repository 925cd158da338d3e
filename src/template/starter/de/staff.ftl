### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Ticket { $ticket }: { $metric } wird { RELATIVE($due) } fällig ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Bald fällig: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Ticket { $ticket }: { $metric } ist { DURATION($late, maximumUnits: 2) } überfällig (fällig war: { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = SLA verletzt: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] { $from } übergibt { $count } offenes Ticket an { $to }.
       *[other] { $from } übergibt { $count } offene Tickets an { $to }.
    }
    Erste Fälligkeit: { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "keine") }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } Ticket
       *[other] { $count } Tickets
    }
