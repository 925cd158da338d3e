### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Αίτημα { $ticket }: { $metric }, λήγει { RELATIVE($due) } ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Λήγει σύντομα: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Αίτημα { $ticket }: { $metric }, εκπρόθεσμο κατά { DURATION($late, maximumUnits: 2) } (έληξε { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Παραβίαση SLA: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] Η ομάδα { $from } παραδίδει { $count } ανοιχτό αίτημα στην ομάδα { $to }.
       *[other] Η ομάδα { $from } παραδίδει { $count } ανοιχτά αιτήματα στην ομάδα { $to }.
    }
    Πρώτη λήξη: { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "καμία") }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } αίτημα
       *[other] { $count } αιτήματα
    }
