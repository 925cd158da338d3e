### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

staff-sla-warning = { $ticket }: { $metric }, λήγει { RELATIVE($due) }, στις { DATETIME($due) }.
    .subject = Λήγει σύντομα: { $ticket }, { $metric }

staff-sla-breach = { $ticket }: { $metric }, έληξε στις { DATETIME($due) } και έχει καθυστέρηση { DURATION($late) }.
    .subject = Εκπρόθεσμο: { $ticket }, { $metric }

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
