### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric }, tähtaeg saabub { RELATIVE($due) }: { DATETIME($due) }.
    .subject = Tähtaeg läheneb: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric }, tähtaeg oli { DATETIME($due) }, hilinemine { DURATION($late) }.
    .subject = Tähtaeg ületatud: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } → { $to }: üle antakse { $count } avatud pilet.
       *[other] { $from } → { $to }: üle antakse { $count } avatud piletit.
    }
    Esimene tähtaeg: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } pilet
       *[other] { $count } piletit
    }
