### Notices to the people of the service desk.
### @review reference

# A target will soon be used up.
# $ticket (String) the ticket's number
# $metric (String) the name of the metric
# $due (Instant) when the target is used up
staff-sla-warning = { $ticket }: { $metric } is due { RELATIVE($due) }, on { DATETIME($due) }.
    .subject = Due soon: { $ticket }, { $metric }

# A target was missed.
# $ticket (String) the ticket's number
# $metric (String) the name of the metric
# $due (Instant) when the target was used up
# $late (Duration) how late it is by now
staff-sla-breach = { $ticket }: { $metric } was due on { DATETIME($due) } and is late by { DURATION($late) }.
    .subject = Breached: { $ticket }, { $metric }

# Work goes to the next team around the globe.
# $from (String) the team that goes home
# $to (String) the team that takes over
# $count (Number) how many tickets
# $next (Instant) the earliest due time among them
staff-handoff =
    { $count ->
        [one] { $from } hands { $count } open ticket to { $to }.
       *[other] { $from } hands { $count } open tickets to { $to }.
    }
    First due: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }
