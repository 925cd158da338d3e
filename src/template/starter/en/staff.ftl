### Notices to the people of the service desk. Teams around the globe read them, so times carry their offset.
### @review reference

# A target will soon be used up.
# $ticket (String) the ticket's number
# $metric (String) the name of the metric
# $due (Instant) when the target is used up
staff-sla-warning = Ticket { $ticket }: { $metric } is due { RELATIVE($due) } ({ DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Due soon: { $ticket }, { $metric }

# A target was missed.
# $ticket (String) the ticket's number
# $metric (String) the name of the metric
# $due (Instant) when the target was used up
# $late (Duration) how late it is by now
staff-sla-breach = Ticket { $ticket }: { $metric } is late by { DURATION($late, maximumUnits: 2) } (was due { DATETIME($due, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = SLA breached: { $ticket }, { $metric }

# Work goes to the next team around the globe.
# $from (String) the team that goes home
# $to (String) the team that takes over
# $count (Number) how many tickets
# $next (Instant) the earliest due time among them; leave it out when none has one
staff-handoff =
    { $count ->
        [one] { $from } hands { $count } open ticket to { $to }.
       *[other] { $from } hands { $count } open tickets to { $to }.
    }
    First due: { DEFAULT(DATETIME($next, dateStyle: "medium", timeStyle: "short", timeZoneName: "shortOffset"), "none") }.
    .subject = { $from } → { $to }: { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }
