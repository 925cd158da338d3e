### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Guten Tag,

    wir haben Ihre Anfrage erhalten. Sie hat die Nummer { $ticket }.

    Sie hören spätestens am { DATETIME($due) } von uns. Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese Nachricht: So bleibt alles an einem Ort, und Sie müssen nichts zweimal erklären.

    { -desk }
    .subject = Wir haben Ihre Anfrage { $ticket } erhalten
    .sms = { -desk }: Wir haben Ihre Anfrage { $ticket } erhalten. Sie hören spätestens am { DATETIME($due) } von uns.
