### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    Me llamo { $agent } y me ocupo de su solicitud { $ticket }. Tengo a la vista todo lo que nos ha escrito hasta ahora, así que no hace falta que lo repita.

    Volverá a tener noticias mías a más tardar el { DATETIME($due) }.

    { $agent }
    { -desk }
    .subject = Su solicitud { $ticket }
    .sms = { -desk }: { $agent } se ocupa de su solicitud { $ticket }. Próximas noticias a más tardar el { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    Para avanzar con su solicitud { $ticket } necesitamos su ayuda:

    { $question }

    { $days ->
        [one] Si en { $days } día no tenemos noticias suyas, cerraremos la solicitud.
       *[other] Si en { $days } días no tenemos noticias suyas, cerraremos la solicitud.
    } También podrá responder después.

    { -desk }
    .subject = Necesitamos su ayuda con la solicitud { $ticket }
    .sms = { $days ->
        [one] { -desk }: necesitamos su ayuda con la solicitud { $ticket }. Por favor, lea nuestro mensaje. Sigue abierta { $days } día.
       *[other] { -desk }: necesitamos su ayuda con la solicitud { $ticket }. Por favor, lea nuestro mensaje. Sigue abierta { $days } días.
    }

# @src 953891f7
ticket-solved =
    { greeting }

    Creemos que su solicitud { $ticket } está resuelta.

    { $days ->
        [one] Si no es así, responda a este mensaje en un plazo de { $days } día y continuaremos donde lo dejamos.
       *[other] Si no es así, responda a este mensaje en un plazo de { $days } días y continuaremos donde lo dejamos.
    }

    ¿Qué le ha parecido nuestra atención? Le llevará menos de un minuto: { URL($survey) }

    { -desk }
    .subject = Su solicitud { $ticket } está resuelta
    .sms = { $days ->
        [one] { -desk }: su solicitud { $ticket } está resuelta. ¿No es así? Responda en un plazo de { $days } día. Su opinión: { URL($survey) }
       *[other] { -desk }: su solicitud { $ticket } está resuelta. ¿No es así? Responda en un plazo de { $days } días. Su opinión: { URL($survey) }
    }

# @src e6e2871d
ticket-closed =
    { greeting }

    Su solicitud { $ticket } ya está cerrada.

    Si vuelve a necesitarnos, responda a este mensaje. Abriremos una solicitud nueva que conservará todo el historial de esta.

    { -desk }
    .subject = Su solicitud { $ticket } está cerrada
    .sms = { -desk }: su solicitud { $ticket } está cerrada. Si vuelve a necesitarnos, simplemente responda.

# @src 581d919e
ticket-reopened =
    { greeting }

    Su solicitud { $ticket } está abierta de nuevo. Conservamos todo el historial.

    Tendrá noticias nuestras a más tardar el { DATETIME($due) }.

    { -desk }
    .subject = Su solicitud { $ticket } está abierta de nuevo
    .sms = { -desk }: su solicitud { $ticket } está abierta de nuevo. Tendrá noticias nuestras a más tardar el { DATETIME($due) }.

# @src 7d4846be
ticket-delayed =
    { greeting }

    Queremos que lo sepa antes de tener que preguntar: su solicitud { $ticket } está tardando más de lo prometido.

    { $reason }

    Ahora esperamos terminar a más tardar el { DATETIME($due) }. Si esto le supone un problema, díganoslo, por favor.

    { -desk }
    .subject = Su solicitud { $ticket } está tardando más
    .sms = { -desk }: lamentamos que su solicitud { $ticket } tarde más de lo prometido. Nueva fecha: { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    Lamentamos lo ocurrido con su solicitud { $ticket }.

    { $reason }

    No debería haber tenido estas molestias. Para compensarle, le ofrecemos { MONEY($amount) }. No tiene que hacer nada.

    { $agent }
    { -desk }
    .subject = Nuestras disculpas por la solicitud { $ticket }
    .sms = { -desk }: lamentamos lo ocurrido con la solicitud { $ticket }. Para compensarle, le ofrecemos { MONEY($amount) }.
