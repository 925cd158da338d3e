### Formal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src d9077e9a
ticket-apology =
    { greeting }

    für die Unannehmlichkeiten im Zusammenhang mit Ihrer Anfrage { $ticket } bitten wir Sie aufrichtig um Entschuldigung.

    { $reason }

    Als Zeichen unserer Wertschätzung erhalten Sie von uns { MONEY($amount) }. Sie brauchen dafür nichts zu veranlassen.

    Mit freundlichen Grüßen
    { $agent }
    { -desk }
    .subject = Unsere Entschuldigung zu Ihrer Anfrage { $ticket }
    .sms = { -desk }: Für die Unannehmlichkeiten bei Anfrage { $ticket } bitten wir Sie um Entschuldigung. Sie erhalten von uns { MONEY($amount) }.
