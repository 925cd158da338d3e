### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric }, λήγει { RELATIVE($due) }, στις { DATETIME($due) }.
    .subject = Λήγει σύντομα: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric }, έληξε στις { DATETIME($due) } και έχει καθυστέρηση { DURATION($late) }.
    .subject = Εκπρόθεσμο: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } → { $to }: παραδίδεται { $count } ανοιχτό αίτημα.
       *[other] { $from } → { $to }: παραδίδονται { $count } ανοιχτά αιτήματα.
    }
    Πρώτη λήξη: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } αίτημα
       *[other] { $count } αιτήματα
    }
