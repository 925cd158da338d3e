### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric } vence { RELATIVE($due) }, el { DATETIME($due) }.
    .subject = Vence pronto: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric } venció el { DATETIME($due) } y lleva { DURATION($late) } de retraso.
    .subject = Incumplido: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } entrega { $count } tique abierto a { $to }.
       *[other] { $from } entrega { $count } tiques abiertos a { $to }.
    }
    Primer vencimiento: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } tique
       *[other] { $count } tiques
    }
