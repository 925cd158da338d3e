### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

staff-sla-warning = { $ticket }: { $metric } vence { RELATIVE($due) }, em { DATETIME($due) }.
    .subject = Vence em breve: { $ticket }, { $metric }

staff-sla-breach = { $ticket }: { $metric } venceu em { DATETIME($due) } e está com { DURATION($late) } de atraso.
    .subject = Descumprido: { $ticket }, { $metric }

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
