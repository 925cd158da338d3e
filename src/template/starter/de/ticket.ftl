### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    mein Name ist { $agent }, und ich kümmere mich um Ihre Anfrage { $ticket }. Alles, was Sie uns bisher geschrieben haben, liegt mir vor; Sie müssen nichts wiederholen.

    Sie hören spätestens am { DATETIME($due) } wieder von mir.

    { $agent }
    { -desk }
    .subject = Ihre Anfrage { $ticket }
    .sms = { -desk }: { $agent } kümmert sich um Ihre Anfrage { $ticket }. Nächste Nachricht spätestens am { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    damit wir mit Ihrer Anfrage { $ticket } weiterkommen, brauchen wir Ihre Hilfe:

    { $question }

    { $days ->
        [one] Wenn wir { $days } Tag lang nichts von Ihnen hören, schließen wir die Anfrage.
       *[other] Wenn wir { $days } Tage lang nichts von Ihnen hören, schließen wir die Anfrage.
    } Antworten können Sie auch danach noch.

    { -desk }
    .subject = Wir brauchen Ihre Hilfe bei Anfrage { $ticket }
    .sms = { $days ->
        [one] { -desk }: Wir brauchen Ihre Hilfe bei Anfrage { $ticket }. Bitte lesen Sie unsere Nachricht. Die Anfrage bleibt { $days } Tag offen.
       *[other] { -desk }: Wir brauchen Ihre Hilfe bei Anfrage { $ticket }. Bitte lesen Sie unsere Nachricht. Die Anfrage bleibt { $days } Tage offen.
    }

# @src 953891f7
ticket-solved =
    { greeting }

    wir gehen davon aus, dass Ihre Anfrage { $ticket } gelöst ist.

    { $days ->
        [one] Falls nicht, antworten Sie innerhalb von { $days } Tag auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
       *[other] Falls nicht, antworten Sie innerhalb von { $days } Tagen auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
    }

    Wie waren wir? Die Antwort dauert keine Minute: { URL($survey) }

    { -desk }
    .subject = Ihre Anfrage { $ticket } ist gelöst
    .sms = { $days ->
        [one] { -desk }: Ihre Anfrage { $ticket } ist gelöst. Doch nicht? Antworten Sie innerhalb von { $days } Tag. Wie waren wir? { URL($survey) }
       *[other] { -desk }: Ihre Anfrage { $ticket } ist gelöst. Doch nicht? Antworten Sie innerhalb von { $days } Tagen. Wie waren wir? { URL($survey) }
    }

# @src e6e2871d
ticket-closed =
    { greeting }

    Ihre Anfrage { $ticket } ist nun geschlossen.

    Wenn Sie uns wieder brauchen, antworten Sie auf diese Nachricht. Wir eröffnen dann eine neue Anfrage, die alles aus dieser hier kennt.

    { -desk }
    .subject = Ihre Anfrage { $ticket } ist geschlossen
    .sms = { -desk }: Ihre Anfrage { $ticket } ist geschlossen. Wenn Sie uns wieder brauchen, antworten Sie einfach.

# @src 581d919e
ticket-reopened =
    { greeting }

    Ihre Anfrage { $ticket } ist wieder offen. Alles Bisherige ist erhalten geblieben.

    Sie hören spätestens am { DATETIME($due) } von uns.

    { -desk }
    .subject = Ihre Anfrage { $ticket } ist wieder offen
    .sms = { -desk }: Ihre Anfrage { $ticket } ist wieder offen. Sie hören spätestens am { DATETIME($due) } von uns.

# @src 7d4846be
ticket-delayed =
    { greeting }

    Sie sollen das wissen, bevor Sie nachfragen müssen: Ihre Anfrage { $ticket } dauert länger, als wir versprochen haben.

    { $reason }

    Wir rechnen jetzt damit, spätestens am { DATETIME($due) } fertig zu sein. Wenn das für Sie ein Problem ist, sagen Sie es uns bitte.

    { -desk }
    .subject = Ihre Anfrage { $ticket } dauert länger
    .sms = { -desk }: Ihre Anfrage { $ticket } dauert leider länger als versprochen. Neuer Termin: { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    was bei Ihrer Anfrage { $ticket } geschehen ist, tut uns leid.

    { $reason }

    Diesen Ärger hätten Sie nicht haben dürfen. Als Wiedergutmachung erhalten Sie von uns { MONEY($amount) }. Sie müssen dafür nichts tun.

    { $agent }
    { -desk }
    .subject = Unsere Entschuldigung zu Anfrage { $ticket }
    .sms = { -desk }: Das mit Anfrage { $ticket } tut uns leid. Als Wiedergutmachung erhalten Sie { MONEY($amount) }.
