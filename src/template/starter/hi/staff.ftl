### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = टिकट { $ticket }: { $metric } की समय-सीमा { RELATIVE($due) } समाप्त होगी ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") })।
    .subject = समय-सीमा निकट: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = टिकट { $ticket }: { $metric } की समय-सीमा बीत चुकी है, देरी: { DURATION($late, maximumUnits: 2) } (समय-सीमा: { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") })।
    .subject = SLA का उल्लंघन: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $count ->
        [one] { $from } की ओर से { $to } को { $count } खुला टिकट सौंपा जा रहा है।
       *[other] { $from } की ओर से { $to } को { $count } खुले टिकट सौंपे जा रहे हैं।
    }
    पहली समय-सीमा: { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "कोई नहीं") }।
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } टिकट
       *[other] { $count } टिकट
    }
