### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    mein Name ist { $agent }, und ich kümmere mich um Ihre Anfrage { $ticket }. Alles, was Sie uns bisher geschrieben haben, liegt mir vor; Sie müssen nichts wiederholen.

    Sie hören spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr wieder von mir.

    { closing }
    { $agent }
    { -desk }
    .subject = Ihre Anfrage { $ticket }
    .sms = { -desk }: { $agent } kümmert sich um Ihre Anfrage { $ticket }. Nächste Nachricht spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    damit wir mit Ihrer Anfrage { $ticket } weiterkommen, brauchen wir Ihre Hilfe:

    { $question }

    { $days ->
        [one] Wenn wir { $days } Tag lang nichts von Ihnen hören, schließen wir die Anfrage.
       *[other] Wenn wir { $days } Tage lang nichts von Ihnen hören, schließen wir die Anfrage.
    } Antworten können Sie auch danach noch.

    { closing }
    { -desk }
    .subject = Wir brauchen Ihre Hilfe bei Anfrage { $ticket }
    .sms = { $days ->
        [one] { -desk }: Wir brauchen Ihre Hilfe bei Anfrage { $ticket }. Bitte lesen Sie unsere Nachricht und antworten Sie innerhalb von { $days } Tag.
       *[other] { -desk }: Wir brauchen Ihre Hilfe bei Anfrage { $ticket }. Bitte lesen Sie unsere Nachricht und antworten Sie innerhalb von { $days } Tagen.
    }

# @src be433712
ticket-solved =
    { greeting }

    wir gehen davon aus, dass Ihre Anfrage { $ticket } erledigt ist.

    { $days ->
        [one] Falls nicht, antworten Sie innerhalb von { $days } Tag auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
       *[other] Falls nicht, antworten Sie innerhalb von { $days } Tagen auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
    }

    Wie waren wir? Die Antwort dauert keine Minute: { URL($survey) }

    { closing }
    { -desk }
    .subject = Ihre Anfrage { $ticket } ist erledigt
    .sms = { $days ->
        [one] { -desk }: Ihre Anfrage { $ticket } ist erledigt. Doch nicht? Antworten Sie innerhalb von { $days } Tag. Wie waren wir? { URL($survey) }
       *[other] { -desk }: Ihre Anfrage { $ticket } ist erledigt. Doch nicht? Antworten Sie innerhalb von { $days } Tagen. Wie waren wir? { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    Ihre Anfrage { $ticket } ist nun geschlossen.

    Wenn Sie uns wieder brauchen, antworten Sie auf diese Nachricht. Wir eröffnen dann eine neue Anfrage, die alles aus dieser hier enthält.

    { closing }
    { -desk }
    .subject = Ihre Anfrage { $ticket } ist geschlossen
    .sms = { -desk }: Ihre Anfrage { $ticket } ist geschlossen. Wenn Sie uns wieder brauchen, antworten Sie einfach.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    Ihre Anfrage { $ticket } ist wieder offen. Alles Bisherige ist erhalten geblieben.

    Sie hören spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr von uns.

    { closing }
    { -desk }
    .subject = Ihre Anfrage { $ticket } ist wieder offen
    .sms = { -desk }: Ihre Anfrage { $ticket } ist wieder offen. Wir melden uns spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.

# @src d14a4b53
ticket-delayed =
    { greeting }

    Sie sollen das wissen, bevor Sie nachfragen müssen: Ihre Anfrage { $ticket } dauert länger, als wir versprochen haben. Das tut uns leid.

    { $reason }

    Wir rechnen jetzt damit, spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr fertig zu sein. Wenn das für Sie ein Problem ist, sagen Sie es uns bitte.

    { closing }
    { -desk }
    .subject = Ihre Anfrage { $ticket } dauert länger
    .sms = { -desk }: Ihre Anfrage { $ticket } dauert leider länger als versprochen. Wir rechnen damit, spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr fertig zu sein.

# @src ffa142ab
ticket-apology =
    { greeting }

    der Ärger, den Sie mit Ihrer Anfrage { $ticket } hatten, tut uns leid.

    { $reason }

    Als Zeichen unseres Entgegenkommens erhalten Sie von uns { MONEY($amount) }. Sie müssen dafür nichts tun.

    { closing }
    { $agent }
    { -desk }
    .subject = Unsere Entschuldigung zu Anfrage { $ticket }
    .sms = { -desk }: Der Ärger mit Ihrer Anfrage { $ticket } tut uns leid. Als Zeichen unseres Entgegenkommens erhalten Sie { MONEY($amount) }.
