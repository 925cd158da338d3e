### Informal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    ich bin { $agent } und kümmere mich um deine Anfrage { $ticket }. Alles, was du uns bisher geschrieben hast, liegt mir vor; du musst nichts wiederholen.

    Du hörst spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr wieder von mir.

    { closing }
    { $agent }
    { -desk }
    .subject = Deine Anfrage { $ticket }
    .sms = { -desk }: { $agent } kümmert sich um deine Anfrage { $ticket }. Nächste Nachricht spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    damit wir mit deiner Anfrage { $ticket } weiterkommen, brauchen wir deine Hilfe:

    { $question }

    { $days ->
        [one] Wenn wir { $days } Tag lang nichts von dir hören, schließen wir die Anfrage.
       *[other] Wenn wir { $days } Tage lang nichts von dir hören, schließen wir die Anfrage.
    } Antworten kannst du auch danach noch.

    { closing }
    { -desk }
    .subject = Wir brauchen deine Hilfe bei Anfrage { $ticket }
    .sms = { $days ->
        [one] { -desk }: Wir brauchen deine Hilfe bei Anfrage { $ticket }. Bitte lies unsere Nachricht und antworte innerhalb von { $days } Tag.
       *[other] { -desk }: Wir brauchen deine Hilfe bei Anfrage { $ticket }. Bitte lies unsere Nachricht und antworte innerhalb von { $days } Tagen.
    }

# @src be433712
ticket-solved =
    { greeting }

    wir gehen davon aus, dass deine Anfrage { $ticket } erledigt ist.

    { $days ->
        [one] Falls nicht, antworte innerhalb von { $days } Tag auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
       *[other] Falls nicht, antworte innerhalb von { $days } Tagen auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
    }

    Wie waren wir? Die Antwort dauert keine Minute: { URL($survey) }

    { closing }
    { -desk }
    .subject = Deine Anfrage { $ticket } ist erledigt
    .sms = { $days ->
        [one] { -desk }: Deine Anfrage { $ticket } ist erledigt. Doch nicht? Antworte innerhalb von { $days } Tag. Wie waren wir? { URL($survey) }
       *[other] { -desk }: Deine Anfrage { $ticket } ist erledigt. Doch nicht? Antworte innerhalb von { $days } Tagen. Wie waren wir? { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    deine Anfrage { $ticket } ist nun geschlossen.

    Wenn du uns wieder brauchst, antworte auf diese Nachricht. Wir eröffnen dann eine neue Anfrage, die alles aus dieser hier enthält.

    { closing }
    { -desk }
    .subject = Deine Anfrage { $ticket } ist geschlossen
    .sms = { -desk }: Deine Anfrage { $ticket } ist geschlossen. Wenn du uns wieder brauchst, antworte einfach.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    deine Anfrage { $ticket } ist wieder offen. Alles Bisherige ist erhalten geblieben.

    Du hörst spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr von uns.

    { closing }
    { -desk }
    .subject = Deine Anfrage { $ticket } ist wieder offen
    .sms = { -desk }: Deine Anfrage { $ticket } ist wieder offen. Wir melden uns spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr.

# @src d14a4b53
ticket-delayed =
    { greeting }

    du sollst das wissen, bevor du nachfragen musst: Deine Anfrage { $ticket } dauert länger, als wir versprochen haben. Das tut uns leid.

    { $reason }

    Wir rechnen jetzt damit, spätestens am { DATETIME($due, dateStyle: "full", timeStyle: "short") } Uhr fertig zu sein. Wenn das für dich ein Problem ist, sag es uns bitte.

    { closing }
    { -desk }
    .subject = Deine Anfrage { $ticket } dauert länger
    .sms = { -desk }: Deine Anfrage { $ticket } dauert leider länger als versprochen. Wir rechnen damit, spätestens am { DATETIME($due, dateStyle: "medium", timeStyle: "short") } Uhr fertig zu sein.

# @src ffa142ab
ticket-apology =
    { greeting }

    der Ärger, den du mit deiner Anfrage { $ticket } hattest, tut uns leid.

    { $reason }

    Als kleines Dankeschön für deine Geduld bekommst du von uns { MONEY($amount) }. Du musst dafür nichts tun.

    { closing }
    { $agent }
    { -desk }
    .subject = Unsere Entschuldigung zu deiner Anfrage { $ticket }
    .sms = { -desk }: Der Ärger mit deiner Anfrage { $ticket } tut uns leid. Als kleines Dankeschön für deine Geduld bekommst du { MONEY($amount) }.
