### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Chamado { $ticket }: { $metric } vence { RELATIVE($due) } ({ DATETIME($due, dateStyle: "short", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Vence em breve: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Chamado { $ticket }: { $metric } está com { DURATION($late, maximumUnits: 2) } de atraso (vencia: { DATETIME($due, dateStyle: "short", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = SLA descumprido: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] { $from } passa { $count } chamado aberto para { $to }.
        [many] { $from } passa { $count } de chamados abertos para { $to }.
       *[other] { $from } passa { $count } chamados abertos para { $to }.
    }
    Primeiro vencimento: { DEFAULT(DATETIME($next, dateStyle: "short", timeStyle: "short", timeZoneName: "shortOffset"), "nenhum") }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } chamado
        [many] { $count } de chamados
       *[other] { $count } chamados
    }
