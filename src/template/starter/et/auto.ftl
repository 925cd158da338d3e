### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Tere!

    Saime Teie pöördumise kätte. Selle number on { $ticket }.

    Meie vastuse tähtaeg on { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Kui soovite midagi lisada, vastake lihtsalt sellele kirjale: nii jääb kõik ühte kohta ja Te ei pea midagi kaks korda selgitama.

    { closing }
    { -desk }
    .subject = Saime Teie pöördumise { $ticket } kätte
    .sms = { -desk }: saime Teie pöördumise { $ticket } kätte. Vastuse tähtaeg: { DATETIME($due, dateStyle: "medium", timeStyle: "short") }.
