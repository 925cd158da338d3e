### Formal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src be433712
ticket-solved =
    { greeting }

    wir gehen davon aus, dass Ihre Anfrage { $ticket } erledigt ist.

    { $days ->
        [one] Sollte das nicht der Fall sein, antworten Sie bitte innerhalb von { $days } Tag auf diese Nachricht. Wir setzen die Bearbeitung dann fort.
       *[other] Sollte das nicht der Fall sein, antworten Sie bitte innerhalb von { $days } Tagen auf diese Nachricht. Wir setzen die Bearbeitung dann fort.
    }

    Wie beurteilen Sie unsere Arbeit? Die Antwort dauert keine Minute: { URL($survey) }

    { closing }
    { -desk }
    .subject = Ihre Anfrage { $ticket } ist erledigt
    .sms = { $days ->
        [one] { -desk }: Ihre Anfrage { $ticket } ist erledigt. Andernfalls antworten Sie bitte innerhalb von { $days } Tag. Ihre Bewertung: { URL($survey) }
       *[other] { -desk }: Ihre Anfrage { $ticket } ist erledigt. Andernfalls antworten Sie bitte innerhalb von { $days } Tagen. Ihre Bewertung: { URL($survey) }
    }

# @src d14a4b53
ticket-delayed =
    { greeting }

    bevor Sie nachfragen müssen, möchten wir Sie informieren: Die Bearbeitung Ihrer Anfrage { $ticket } dauert länger, als wir zugesagt haben. Dafür bitten wir um Entschuldigung.

    { $reason }

    Wir rechnen nun damit, die Bearbeitung spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr abzuschließen. Sollte Ihnen das Schwierigkeiten bereiten, teilen Sie uns dies bitte mit.

    { closing }
    { -desk }
    .subject = Ihre Anfrage { $ticket } dauert länger
    .sms = { -desk }: Die Bearbeitung Ihrer Anfrage { $ticket } dauert leider länger als zugesagt. Wir rechnen mit dem Abschluss spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.

# @src ffa142ab
ticket-apology =
    { greeting }

    für die Unannehmlichkeiten im Zusammenhang mit Ihrer Anfrage { $ticket } bitten wir Sie um Entschuldigung.

    { $reason }

    Als Zeichen unseres Entgegenkommens erhalten Sie von uns { MONEY($amount) }. Sie brauchen dafür nichts zu veranlassen.

    { closing }
    { $agent }
    { -desk }
    .subject = Unsere Entschuldigung zu Ihrer Anfrage { $ticket }
    .sms = { -desk }: Für die Unannehmlichkeiten bei Anfrage { $ticket } bitten wir Sie um Entschuldigung. Als Zeichen unseres Entgegenkommens erhalten Sie { MONEY($amount) }.
