### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric } wird { RELATIVE($due) } fällig, am { DATETIME($due) }.
    .subject = Bald fällig: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric } war am { DATETIME($due) } fällig und ist { DURATION($late) } überfällig.
    .subject = Verletzt: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } übergibt { $count } offenes Ticket an { $to }.
       *[other] { $from } übergibt { $count } offene Tickets an { $to }.
    }
    Als Erstes fällig: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } Ticket
       *[other] { $count } Tickets
    }
