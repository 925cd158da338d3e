### Informal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Hallo,

    wir haben deine Anfrage erhalten. Sie hat die Nummer { $ticket }.

    Du hörst spätestens am { DATETIME($due) } von uns. Wenn du etwas ergänzen möchtest, antworte einfach auf diese Nachricht: So bleibt alles an einem Ort, und du musst nichts zweimal erklären.

    { -desk }
    .subject = Wir haben deine Anfrage { $ticket } erhalten
    .sms = { -desk }: Wir haben deine Anfrage { $ticket } erhalten. Du hörst spätestens am { DATETIME($due) } von uns.
