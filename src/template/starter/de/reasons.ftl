### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length } gezählt
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length } nicht gezählt, außerhalb der Geschäftszeiten
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length } nicht gezählt, Feiertag
   *[other] { $from } – { $to }: { $length } nicht gezählt, Feiertag { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length } nicht gezählt, besondere Geschäftszeiten
   *[other] { $from } – { $to }: { $length } nicht gezählt, besondere Geschäftszeiten { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length } nicht gezählt, Pause
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length } nicht gezählt, aus den Geschäftszeiten herausgenommen
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length } nicht gezählt, angehalten im Status { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length } nicht gezählt, angehalten
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length } nicht gezählt, gelöst und später wieder geöffnet
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length } vor Beginn der Zeitmessung
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length } nach Ende der Zeitmessung
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length } ohne Zielzeit für dieses Ticket

# @src dfc72d7e
sla-verdict-inactive = { $metric }: Die Zeitmessung hat noch nicht begonnen
# @src c0d4f34a
sla-verdict-running = { $metric }: { $elapsed } von { $target } verbraucht, fällig: { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: { $elapsed } von { $target } verbraucht, angehalten
# @src ff438d2d
sla-verdict-met = { $metric }: eingehalten, { $elapsed } von { $target } verbraucht
# @src bed1bb08
sla-verdict-missed = { $metric }: um { $over } verfehlt, { $elapsed } verbraucht, { $target } erlaubt, fällig war: { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: verletzt und noch offen, { $over } über { $target }, fällig war: { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: nach { $elapsed } abgebrochen
# @src 91d03fb8
sla-verdict-never-due = { $metric }: { $elapsed } von { $target } verbraucht, wird nie fällig: der Kalender hat keine Geschäftszeiten mehr

# @src db277d92
problem-always-open-with-hours = { $path }: „immer geöffnet“ und Wochenzeiten widersprechen sich. Nur eines von beiden angeben.
# @src dee904bd
problem-break-outside-hours = { $path }: Die Pause „{ $value }“ liegt außerhalb der Geschäftszeiten und verkürzt sie nicht.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: Der Kalender dieser Messgröße ist nicht verwendbar, siehe die anderen Hinweise.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Eine Kombination von Kalendern hat keine eigenen Zeiten. Sie gehören in einen ihrer Teile.
   *[other] { $path }: Eine Kombination von Kalendern hat keine eigenen Zeiten. Sie gehören in einen ihrer Teile.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: Vereinigung, Schnittmenge und Differenz lassen sich nicht zugleich verwenden.
# @src 0092602a
problem-date-malformed = { $path }: „{ $value }“ ist kein Datum. Schreibweise: { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: Das Datum „{ $value }“ liegt außerhalb der Jahre 1900 bis 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: „{ $value }“ ist weder ein Datum wie { "2026-12-24" } noch ein Wochentag wie { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: Die Dokumente bauen im Kreis aufeinander auf, der zu „{ $value }“ zurückführt.
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: Hier gibt es nichts, was entfernt werden könnte.
# @src 70f5adc2
problem-extends-unknown = { $path }: Das Dokument „{ $value }“, auf dem aufgebaut werden soll, ist nicht bekannt.
# @src 2b22132e
problem-field-missing = { $path }: Dieses Feld fehlt.
# @src 5024acef
problem-field-unknown = { $path }: Ein Feld „{ $value }“ gibt es hier nicht.
# @src f178db12
problem-holiday-malformed = { $path }: „{ $value }“ ist kein Feiertag. Schreibweise: { "2026-12-24" }, { "12-24" } für jedes Jahr oder { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: Der Feiertag „{ $value }“ fällt auf einen ohnehin geschlossenen Tag.
# @src 9ee92f85
problem-holidays-run-out = { $path }: Die Feiertage sind nur bis „{ $value }“ bekannt. Die des nächsten Jahres fehlen.
# @src 75fd69dc
problem-hours-equal = { $path }: Die Zeiten „{ $value }“ beginnen und enden gleich. Sie gelten als 24 Stunden.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: Die Zeiten „{ $value }“ fallen in die Stunde, die beim Beginn der Sommerzeit ausfällt.
# @src b409d579
problem-hours-malformed = { $path }: „{ $value }“ sind keine zwei Uhrzeiten. Schreibweise: { "09:00" } und { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: Die Zeiten „{ $value }“ überschneiden sich mit anderen desselben Tages. Sie zählen einmal.
# @src aa7771f1
problem-hours-too-long = { $path }: Die Zeiten „{ $value }“ reichen über das Ende des nächsten Tages hinaus.
# @src d78fccb3
problem-import-left-out = { $path }: „{ $value }“ ließ sich nicht übernehmen.
# @src 598770c0
problem-keeper-unknown = { $path }: Wer die Zusagen für „{ $value }“ einhält, ist nicht gesagt; angenommen wird: jeder.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] Der Kalender ist nie geöffnet.
   *[other] { $path }: Der Kalender ist nie geöffnet.
 }
# @src 678023d1
problem-override-lost = { $path }: „{ $value }“ hat keinen Dienst, weil eine andere Änderung derselben Zeit die Person schon ersetzt.
# @src d4ebca1f
problem-range-reversed = { $path }: Der Bereich „{ $value }“ endet vor seinem Anfang.
# @src 126333f4
problem-roster-invalid = { $path }: „{ $value }“ passt nicht in diesen Dienstplan.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: Dieser Kalender hat eigene Zeiten und kann nicht der eines Dienstplans sein.
# @src ebcf5242
problem-staffing-unknown = { $path }: Der Dienstplan wurde nur bis „{ $value }“ betrachtet; außerhalb davon ist der Kalender geschlossen.
# @src ed3dc38a
problem-time-malformed = { $path }: „{ $value }“ ist keine Uhrzeit. Schreibweise: { "09:00" } oder { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: „{ $value }“ passt hier nicht.
# @src 92a7d45f
problem-zone-missing = { $path }: Die Zeitzone fehlt. Schreibweise: { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: Die Zeitzone „{ $value }“ ist nicht bekannt.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: Der Alarm ist nicht lesbar. Er braucht entweder einen Prozentsatz oder einen Abstand.
   *[other] { $path }: Der Alarm „{ $value }“ ist nicht lesbar. Er braucht entweder einen Prozentsatz oder einen Abstand.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: Zwei Alarme heißen „{ $value }“.
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: Der Kalender „{ $value }“ ist nicht bekannt. Der bisherige gilt weiter.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: Diese Messgröße zählt alle Zeit und nennt einen Kalender. Nur eines von beiden ist möglich.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: Die Bedingung ist nicht lesbar.
   *[other] { $path }: Die Bedingung „{ $value }“ ist nicht lesbar.
 }
# @src be758c80
problem-sla-event-unknown = { $path }: Das Ereignis „{ $value }“ ist nicht bekannt.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: Der Name des Ticketfelds fehlt.
   *[other] { $path }: Kein Ticket dieses Protokolls hat das Feld „{ $value }“.
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: Dieses Feld hat bei dieser Art von Messgröße keine Bedeutung.
# @src b714712c
problem-sla-metrics-missing = { $path }: Die Richtlinie verspricht nichts. Sie braucht mindestens eine Messgröße.
# @src d1211581
problem-sla-name-twice = { $path }: Den Namen „{ $value }“ gibt es zweimal; Groß- und Kleinschreibung, Leerzeichen und Bindestriche zählen nicht.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: Die Zeitmessung wird angehalten, aber nichts setzt sie fort.
# @src b008a893
problem-sla-never-starts = { $path }: Nichts startet diese Zeitmessung.
# @src 49630411
problem-sla-never-stops = { $path }: Nichts beendet diese Zeitmessung.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: „{ $value }“ liegt Jahrzehnte vor dem ersten Ereignis; vielleicht wurden Millisekunden für Mikrosekunden gehalten.
# @src a756d244
problem-sla-pause-at-end = { $path }: Der Status „{ $value }“ beendet diese Zeitmessung, also kann sie dort nicht angehalten werden.
# @src 77a61459
problem-sla-policy-twice = { $path }: Zwei Richtlinien heißen „{ $value }“.
# @src 6e345867
problem-sla-policy-unreachable = { $path }: Diese Richtlinie wird nie erreicht, weil eine frühere auf jedes Ticket passt.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: Der Status „{ $value }“ ist nicht bekannt.
# @src 8c342375
problem-sla-target-missing = { $path }: Die erlaubte Zeit fehlt.
# @src 27aaa956
problem-sla-target-no-default = { $path }: Es fehlt ein Standardwert, daher haben Tickets mit einem anderen Wert von „{ $value }“ keine erlaubte Zeit.
# @src 18781a97
problem-sla-target-not-positive = { $path }: Die erlaubte Zeit „{ $value }“ ist nicht länger als null.
# @src 41b58ef8
problem-sla-target-twice = { $path }: Die erlaubte Zeit ist doppelt angegeben.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: Die erlaubte Zeit „{ $value }“ hat keine Einheit und gilt als Sekunden.
# @src 98018bf1
problem-template-check = { $path }: Die Prüfung der Vorlagen meldet „{ $value }“.
# @src 90853ecf
problem-workflow-bad-category = { $path }: „{ $value }“ ist keine der sechs Kategorien.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: „{ $value }“ kann nicht für neue Tickets oder für die Kategorie stehen. Nennen Sie einen aktiven Status der richtigen Kategorie.
# @src a55659da
problem-workflow-bad-status-name = { $path }: „{ $value }“ kann nicht der Name eines Status sein.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: Den Status „{ $value }“ gibt es zweimal.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: Dieser Teil des Ablaufs ist nicht brauchbar.
   *[other] { $path }: „{ $value }“ ist hier nicht brauchbar.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: Ein Ablauf braucht einen Status, in dem gearbeitet wird, und einen, in dem die Arbeit getan ist.
# @src 623f5a88
problem-workflow-missing-next = { $path }: Geben Sie an, welcher Status folgt, wenn die Zeit von „{ $value }“ um ist.
# @src f25a37d2
problem-workflow-no-initial = { $path }: Geben Sie an, in welchem Status ein Ticket beginnen darf.
# @src 38745dff
problem-workflow-timer-loop = { $path }: Von „{ $value }“ aus führen Regeln ohne Frist endlos im Kreis.
# @src c971f29c
problem-workflow-unknown-status = { $path }: Der Ablauf hat keinen Status „{ $value }“.
