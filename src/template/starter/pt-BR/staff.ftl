### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric } vence { RELATIVE($due) }, em { DATETIME($due) }.
    .subject = Vence em breve: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric } venceu em { DATETIME($due) } e está com { DURATION($late) } de atraso.
    .subject = Descumprido: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } passa { $count } chamado aberto para { $to }.
       *[other] { $from } passa { $count } chamados abertos para { $to }.
    }
    Primeiro vencimento: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } chamado
       *[other] { $count } chamados
    }
