### Informal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Hallo,

    wir haben deine Anfrage erhalten. Deine Anfragenummer lautet { $ticket }.

    Du hörst spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr von uns. Wenn du etwas ergänzen möchtest, antworte einfach auf diese Nachricht: So bleibt alles an einem Ort, und du musst nichts zweimal erklären.

    { closing }
    { -desk }
    .subject = Wir haben deine Anfrage { $ticket } erhalten
    .sms = { -desk }: Wir haben deine Anfrage { $ticket } erhalten und melden uns spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.
