### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Hola:

    Hemos recibido su solicitud. Su número es { $ticket }.

    A más tardar el { DATETIME($due, dateStyle: "full", timeStyle: "short") } tendrá noticias nuestras. Si quiere añadir algo, responda simplemente a este mensaje: así todo queda en un solo lugar y no tendrá que explicarlo dos veces.

    { closing }
    { -desk }
    .subject = Hemos recibido su solicitud { $ticket }
    .sms = { -desk }: hemos recibido su solicitud { $ticket }. Antes del { DATETIME($due, dateStyle: "medium", timeStyle: "short") } le responderemos.
