### Automatic replies. Nothing in them repeats what the sender wrote: a forged sender must not make the desk send his text.
### @review reference
### @auto-reply

# Acknowledgement, sent at once.
# $ticket (String) the ticket's number
# $due (Instant) when the first reply is promised
# @must $ticket $due
ticket-received =
    Hello,

    We have received your request. Its number is { $ticket }.

    You will hear from one of us by { DATETIME($due, dateStyle: "full", timeStyle: "short") } at the latest. If you want to add something, simply reply to this message: everything stays in one place and you will not have to explain it twice.

    { closing }
    { -desk }
    .subject = We have received your request { $ticket }
    .sms = { -desk }: we have received your request { $ticket }. You will hear from us by { DATETIME($due, dateStyle: "medium", timeStyle: "short") } at the latest.
