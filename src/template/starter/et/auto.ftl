### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Tere!

    Saime Teie pöördumise kätte. Selle number on { $ticket }.

    Anname Teile endast teada hiljemalt: { DATETIME($due) }. Kui soovite midagi lisada, vastake lihtsalt sellele kirjale: nii jääb kõik ühte kohta ja Te ei pea midagi kaks korda selgitama.

    { -desk }
    .subject = Saime Teie pöördumise { $ticket } kätte
    .sms = { -desk }: saime Teie pöördumise { $ticket } kätte. Anname Teile endast teada hiljemalt: { DATETIME($due) }.
