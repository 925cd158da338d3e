### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Ticket { $ticket } : { $metric }, échéance { RELATIVE($due) } ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Échéance proche : { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Ticket { $ticket } : { $metric }, retard de { DURATION($late, maximumUnits: 2) } (échéance : { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = SLA non respecté : { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] { $from } transmet { $count } ticket ouvert à { $to }.
        [many] { $from } transmet { $count } de tickets ouverts à { $to }.
       *[other] { $from } transmet { $count } tickets ouverts à { $to }.
    }
    Première échéance : { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "aucune") }.
    .subject = { $from } → { $to } : { $count ->
        [one] { $count } ticket
        [many] { $count } de tickets
       *[other] { $count } tickets
    }
