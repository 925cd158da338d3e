### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Hola:

    Hemos recibido su solicitud. Su número es { $ticket }.

    Tendrá noticias nuestras a más tardar el { DATETIME($due) }. Si quiere añadir algo, responda simplemente a este mensaje: así todo queda en un solo lugar y no tendrá que explicarlo dos veces.

    { -desk }
    .subject = Hemos recibido su solicitud { $ticket }
    .sms = { -desk }: hemos recibido su solicitud { $ticket }. Tendrá noticias nuestras a más tardar el { DATETIME($due) }.
