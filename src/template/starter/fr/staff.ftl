### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket } : { $metric }, échéance { RELATIVE($due) }, le { DATETIME($due) }.
    .subject = Échéance proche : { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket } : { $metric }, échéance dépassée depuis le { DATETIME($due) }, retard de { DURATION($late) }.
    .subject = Échéance dépassée : { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } transmet { $count } ticket ouvert à { $to }.
       *[other] { $from } transmet { $count } tickets ouverts à { $to }.
    }
    Première échéance : { DATETIME($next) }.
    .subject = { $from } → { $to } : { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }
