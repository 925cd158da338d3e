### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Guten Tag,

    wir haben Ihre Anfrage erhalten. Ihre Anfragenummer lautet { $ticket }.

    Sie hören spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr von uns. Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese Nachricht: So bleibt alles an einem Ort, und Sie müssen nichts zweimal erklären.

    { closing }
    { -desk }
    .subject = Wir haben Ihre Anfrage { $ticket } erhalten
    .sms = { -desk }: Wir haben Ihre Anfrage { $ticket } erhalten und melden uns spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.
