### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Pilet { $ticket }: { $metric }, tähtaeg saabub { RELATIVE($due) } ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Tähtaeg läheneb: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Pilet { $ticket }: { $metric }, tähtaeg ületatud. Hilinemine: { DURATION($late, maximumUnits: 2) } (tähtaeg oli { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = SLA rikutud: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] Meeskond { $from } annab meeskonnale { $to } üle { $count } avatud pileti.
       *[other] Meeskond { $from } annab meeskonnale { $to } üle { $count } avatud piletit.
    }
    Esimene tähtaeg: { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "puudub") }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } pilet
       *[other] { $count } piletit
    }
