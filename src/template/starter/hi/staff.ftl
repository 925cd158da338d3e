### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric } की समय-सीमा { RELATIVE($due) }, { DATETIME($due) } को है।
    .subject = समय-सीमा निकट: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric } की समय-सीमा { DATETIME($due) } को थी और अब { DURATION($late) } की देरी है।
    .subject = समय-सीमा पार: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $count ->
        [one] { $from } की ओर से { $to } को { $count } खुला टिकट सौंपा जा रहा है।
       *[other] { $from } की ओर से { $to } को { $count } खुले टिकट सौंपे जा रहे हैं।
    }
    पहली समय-सीमा: { DATETIME($next) }।
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } टिकट
       *[other] { $count } टिकट
    }
