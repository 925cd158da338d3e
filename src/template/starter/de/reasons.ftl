### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }gezählt
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length } nicht gezählt, außerhalb der Geschäftszeiten
# @src 13b08b25
sla-piece-holiday = { $from } – { $to }: { $length } nicht gezählt, Feiertag { $name }
# @src 0960b693
sla-piece-exception = { $from } – { $to }: { $length } nicht gezählt, besondere Öffnungszeiten { $name }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length } nicht gezählt, Arbeitspause
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length } nicht gezählt, aus den Geschäftszeiten herausgenommen
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length } nicht gezählt, angehalten im Status { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length } nicht gezählt, angehalten
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length } nicht gezählt, gelöst und später wieder geöffnet
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length } vor dem Start der Uhr
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length } nach dem Stopp der Uhr
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length } ohne Zielzeit für dieses Ticket

# @src dfc72d7e
sla-verdict-inactive = { $metric }: die Uhr hat noch nicht begonnen
# @src c0d4f34a
sla-verdict-running = { $metric }: { $elapsed } von { $target } verbraucht, fällig { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: { $elapsed } von { $target } verbraucht, angehalten
# @src ff438d2d
sla-verdict-met = { $metric }: eingehalten, { $elapsed } von { $target } verbraucht
# @src bed1bb08
sla-verdict-missed = { $metric }: um { $over } verfehlt, { $elapsed } verbraucht, { $target } erlaubt, fällig war { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: verletzt und noch offen, { $over } über { $target }, fällig war { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: nach { $elapsed } abgebrochen
# @src 91d03fb8
sla-verdict-never-due = { $metric }: { $elapsed } von { $target } verbraucht, nie fällig: der Kalender hat keine Öffnungszeiten mehr

# @src db277d92
problem-always-open-with-hours = { $path }: „immer geöffnet“ und Wochenzeiten widersprechen sich. Nur eines von beiden angeben.
# @src dee904bd
problem-break-outside-hours = { $path }: die Arbeitspause „{ $value }“ liegt außerhalb der Öffnungszeiten und verkürzt sie nicht.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: der Kalender dieser Messgröße ist nicht verwendbar, siehe die anderen Hinweise.
# @src ef7c8b57
problem-combination-with-hours = { $path }: eine Kombination von Kalendern hat keine eigenen Zeiten. Sie gehören in einen ihrer Teile.
# @src ff1c8119
problem-combinations-mixed = { $path }: Vereinigung, Schnittmenge und Differenz lassen sich nicht zugleich verwenden.
# @src 0092602a
problem-date-malformed = { $path }: „{ $value }“ ist kein Datum. Schreibweise: { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: das Datum „{ $value }“ liegt außerhalb der Jahre 1900 bis 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: „{ $value }“ ist weder ein Datum wie { "2026-12-24" } noch ein Wochentag wie { "mon" }.
# @src f178db12
problem-holiday-malformed = { $path }: „{ $value }“ ist kein Feiertag. Schreibweise: { "2026-12-24" }, { "12-24" } für jedes Jahr oder { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: der Feiertag „{ $value }“ fällt auf einen ohnehin geschlossenen Tag.
# @src 9ee92f85
problem-holidays-run-out = { $path }: die Feiertage sind nur bis „{ $value }“ bekannt. Die des nächsten Jahres fehlen.
# @src 75fd69dc
problem-hours-equal = { $path }: die Zeiten „{ $value }“ beginnen und enden gleich. Sie gelten als 24 Stunden.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: die Zeiten „{ $value }“ fallen in die Stunde, die beim Beginn der Sommerzeit ausfällt.
# @src b409d579
problem-hours-malformed = { $path }: „{ $value }“ sind keine zwei Uhrzeiten. Schreibweise: { "09:00" } und { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: die Zeiten „{ $value }“ überschneiden sich mit anderen desselben Tages. Sie zählen einmal.
# @src aa7771f1
problem-hours-too-long = { $path }: die Zeiten „{ $value }“ reichen über das Ende des nächsten Tages hinaus.
# @src d78fccb3
problem-import-left-out = { $path }: „{ $value }“ ließ sich nicht übernehmen.
# @src d5449256
problem-never-open = { $path }: der Kalender ist nie geöffnet.
# @src d4ebca1f
problem-range-reversed = { $path }: der Bereich „{ $value }“ endet vor seinem Anfang.
# @src ed3dc38a
problem-time-malformed = { $path }: „{ $value }“ ist keine Uhrzeit. Schreibweise: { "09:00" } oder { "09:00:00" }.
# @src 92a7d45f
problem-zone-missing = { $path }: die Zeitzone fehlt. Schreibweise: { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: die Zeitzone „{ $value }“ ist nicht bekannt.
# @src 326c1a06
problem-sla-alert-invalid = { $path }: der Alarm „{ $value }“ ist nicht lesbar. Er braucht entweder einen Prozentsatz oder einen Abstand.
# @src f45a6ee2
problem-sla-alert-twice = { $path }: zwei Alarme heißen „{ $value }“.
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: der Kalender „{ $value }“ ist nicht bekannt. Der bisherige gilt weiter.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: diese Messgröße zählt alle Zeit und nennt einen Kalender. Nur eines von beiden ist möglich.
# @src 686e01c0
problem-sla-condition-invalid = { $path }: die Bedingung „{ $value }“ ist nicht lesbar.
# @src be758c80
problem-sla-event-unknown = { $path }: das Ereignis „{ $value }“ ist nicht bekannt.
# @src cc7e4a7a
problem-sla-field-unknown = { $path }: kein Ticket dieses Protokolls hat das Feld „{ $value }“.
# @src 57c888b7
problem-sla-field-unused = { $path }: dieses Feld bedeutet bei dieser Art von Messgröße nichts.
# @src b714712c
problem-sla-metrics-missing = { $path }: die Richtlinie verspricht nichts. Sie braucht mindestens eine Messgröße.
# @src d1211581
problem-sla-name-twice = { $path }: den Namen „{ $value }“ gibt es zweimal; Groß- und Kleinschreibung, Leerzeichen und Bindestriche zählen nicht.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: eine Pause beginnt, aber nichts beendet sie.
# @src b008a893
problem-sla-never-starts = { $path }: nichts startet diese Uhr.
# @src 49630411
problem-sla-never-stops = { $path }: nichts stoppt diese Uhr.
# @src 77a61459
problem-sla-policy-twice = { $path }: zwei Richtlinien heißen „{ $value }“.
# @src 6e345867
problem-sla-policy-unreachable = { $path }: diese Richtlinie wird nie erreicht, weil eine frühere auf jedes Ticket passt.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: der Status „{ $value }“ ist nicht bekannt.
# @src 8c342375
problem-sla-target-missing = { $path }: die erlaubte Zeit fehlt.
# @src 27aaa956
problem-sla-target-no-default = { $path }: es fehlt ein Standardwert, daher haben Tickets mit einem anderen Wert von „{ $value }“ keine erlaubte Zeit.
# @src 18781a97
problem-sla-target-not-positive = { $path }: die erlaubte Zeit „{ $value }“ ist nicht länger als null.
# @src 41b58ef8
problem-sla-target-twice = { $path }: die erlaubte Zeit ist doppelt angegeben.
# @src 98018bf1
problem-template-check = { $path }: die Prüfung der Vorlagen meldet „{ $value }“.
