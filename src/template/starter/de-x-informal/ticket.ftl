### Informal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    ich bin { $agent } und kümmere mich um deine Anfrage { $ticket }. Alles, was du uns bisher geschrieben hast, liegt mir vor; du musst nichts wiederholen.

    Du hörst spätestens am { DATETIME($due) } wieder von mir.

    { $agent }
    { -desk }
    .subject = Deine Anfrage { $ticket }
    .sms = { -desk }: { $agent } kümmert sich um deine Anfrage { $ticket }. Nächste Nachricht spätestens am { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    damit wir mit deiner Anfrage { $ticket } weiterkommen, brauchen wir deine Hilfe:

    { $question }

    { $days ->
        [one] Wenn wir { $days } Tag lang nichts von dir hören, schließen wir die Anfrage.
       *[other] Wenn wir { $days } Tage lang nichts von dir hören, schließen wir die Anfrage.
    } Antworten kannst du auch danach noch.

    { -desk }
    .subject = Wir brauchen deine Hilfe bei Anfrage { $ticket }
    .sms = { $days ->
        [one] { -desk }: Wir brauchen deine Hilfe bei Anfrage { $ticket }. Bitte lies unsere Nachricht. Die Anfrage bleibt { $days } Tag offen.
       *[other] { -desk }: Wir brauchen deine Hilfe bei Anfrage { $ticket }. Bitte lies unsere Nachricht. Die Anfrage bleibt { $days } Tage offen.
    }

# @src 953891f7
ticket-solved =
    { greeting }

    wir gehen davon aus, dass deine Anfrage { $ticket } gelöst ist.

    { $days ->
        [one] Falls nicht, antworte innerhalb von { $days } Tag auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
       *[other] Falls nicht, antworte innerhalb von { $days } Tagen auf diese Nachricht, und wir machen dort weiter, wo wir aufgehört haben.
    }

    Wie waren wir? Die Antwort dauert keine Minute: { URL($survey) }

    { -desk }
    .subject = Deine Anfrage { $ticket } ist gelöst
    .sms = { $days ->
        [one] { -desk }: Deine Anfrage { $ticket } ist gelöst. Doch nicht? Antworte innerhalb von { $days } Tag. Wie waren wir? { URL($survey) }
       *[other] { -desk }: Deine Anfrage { $ticket } ist gelöst. Doch nicht? Antworte innerhalb von { $days } Tagen. Wie waren wir? { URL($survey) }
    }

# @src e6e2871d
ticket-closed =
    { greeting }

    deine Anfrage { $ticket } ist nun geschlossen.

    Wenn du uns wieder brauchst, antworte auf diese Nachricht. Wir eröffnen dann eine neue Anfrage, die alles aus dieser hier kennt.

    { -desk }
    .subject = Deine Anfrage { $ticket } ist geschlossen
    .sms = { -desk }: Deine Anfrage { $ticket } ist geschlossen. Wenn du uns wieder brauchst, antworte einfach.

# @src 581d919e
ticket-reopened =
    { greeting }

    deine Anfrage { $ticket } ist wieder offen. Alles Bisherige ist erhalten geblieben.

    Du hörst spätestens am { DATETIME($due) } von uns.

    { -desk }
    .subject = Deine Anfrage { $ticket } ist wieder offen
    .sms = { -desk }: Deine Anfrage { $ticket } ist wieder offen. Du hörst spätestens am { DATETIME($due) } von uns.

# @src 7d4846be
ticket-delayed =
    { greeting }

    du sollst das wissen, bevor du nachfragen musst: Deine Anfrage { $ticket } dauert länger, als wir versprochen haben.

    { $reason }

    Wir rechnen jetzt damit, spätestens am { DATETIME($due) } fertig zu sein. Wenn das für dich ein Problem ist, sag es uns bitte.

    { -desk }
    .subject = Deine Anfrage { $ticket } dauert länger
    .sms = { -desk }: Deine Anfrage { $ticket } dauert leider länger als versprochen. Neuer Termin: { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    was bei deiner Anfrage { $ticket } geschehen ist, tut uns leid.

    { $reason }

    Diesen Ärger hättest du nicht haben dürfen. Als Wiedergutmachung bekommst du von uns { MONEY($amount) }. Du musst dafür nichts tun.

    { $agent }
    { -desk }
    .subject = Unsere Entschuldigung zu deiner Anfrage { $ticket }
    .sms = { -desk }: Das mit deiner Anfrage { $ticket } tut uns leid. Als Wiedergutmachung bekommst du { MONEY($amount) }.
