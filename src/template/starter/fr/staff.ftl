### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

staff-sla-warning = { $ticket } : { $metric }, échéance { RELATIVE($due) }, le { DATETIME($due) }.
    .subject = Échéance proche : { $ticket }, { $metric }

staff-sla-breach = { $ticket } : { $metric }, échéance dépassée depuis le { DATETIME($due) }, retard de { DURATION($late) }.
    .subject = Échéance dépassée : { $ticket }, { $metric }

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
