### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Tique { $ticket }: { $metric } vence { RELATIVE($due) } ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Vence pronto: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Tique { $ticket }: { $metric } lleva { DURATION($late, maximumUnits: 2) } de retraso (vencía: { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = SLA incumplido: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] { $from } entrega { $count } tique abierto a { $to }.
        [many] { $from } entrega { $count } de tiques abiertos a { $to }.
       *[other] { $from } entrega { $count } tiques abiertos a { $to }.
    }
    Primer vencimiento: { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "ninguno") }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } tique
        [many] { $count } de tiques
       *[other] { $count } tiques
    }
