### Formal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Sehr geehrte Damen und Herren,

    wir haben Ihre Anfrage erhalten. Ihre Anfragenummer lautet { $ticket }.

    Sie erhalten spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr eine Antwort von uns. Wenn Sie etwas ergänzen möchten, antworten Sie bitte auf diese Nachricht: So bleibt alles an einem Ort, und Sie müssen nichts zweimal erklären.

    { closing }
    { -desk }
    .subject = Wir haben Ihre Anfrage { $ticket } erhalten
    .sms = { -desk }: Wir haben Ihre Anfrage { $ticket } erhalten. Sie erhalten spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr eine Antwort von uns.
