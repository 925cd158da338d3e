### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    Me llamo { $agent } y me ocupo de su solicitud { $ticket }. Tengo a la vista todo lo que nos ha escrito hasta ahora, así que no hace falta que lo repita.

    A más tardar el { DATETIME($due, dateStyle: "full", timeStyle: "short") } volverá a tener noticias mías.

    { closing }
    { $agent }
    { -desk }
    .subject = Su solicitud { $ticket }
    .sms = { -desk }: { $agent } se ocupa de su solicitud { $ticket }. Antes del { DATETIME($due, dateStyle: "medium", timeStyle: "short") } le volveremos a escribir.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    Para avanzar con su solicitud { $ticket } necesitamos su ayuda:

    { $question }

    { $days ->
        [one] Si en { $days } día no tenemos noticias suyas, cerraremos la solicitud.
        [many] Si en { $days } de días no tenemos noticias suyas, cerraremos la solicitud.
       *[other] Si en { $days } días no tenemos noticias suyas, cerraremos la solicitud.
    } También podrá responder después.

    { closing }
    { -desk }
    .subject = Necesitamos su ayuda con la solicitud { $ticket }
    .sms = { $days ->
        [one] { -desk }: necesitamos su ayuda con la solicitud { $ticket }. Lea nuestro mensaje y responda en { $days } día, por favor.
        [many] { -desk }: necesitamos su ayuda con la solicitud { $ticket }. Lea nuestro mensaje y responda en { $days } de días, por favor.
       *[other] { -desk }: necesitamos su ayuda con la solicitud { $ticket }. Lea nuestro mensaje y responda en { $days } días, por favor.
    }

# @src be433712
ticket-solved =
    { greeting }

    Creemos que su solicitud { $ticket } está resuelta.

    { $days ->
        [one] Si no es así, responda a este mensaje en un plazo de { $days } día y continuaremos donde lo dejamos.
        [many] Si no es así, responda a este mensaje en un plazo de { $days } de días y continuaremos donde lo dejamos.
       *[other] Si no es así, responda a este mensaje en un plazo de { $days } días y continuaremos donde lo dejamos.
    }

    ¿Qué le ha parecido nuestra atención? Le llevará menos de un minuto: { URL($survey) }

    { closing }
    { -desk }
    .subject = Su solicitud { $ticket } está resuelta
    .sms = { $days ->
        [one] { -desk }: su solicitud { $ticket } está resuelta. ¿No es así? Responda en un plazo de { $days } día. Su opinión: { URL($survey) }
        [many] { -desk }: su solicitud { $ticket } está resuelta. ¿No es así? Responda en un plazo de { $days } de días. Su opinión: { URL($survey) }
       *[other] { -desk }: su solicitud { $ticket } está resuelta. ¿No es así? Responda en un plazo de { $days } días. Su opinión: { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    Su solicitud { $ticket } ya está cerrada.

    Si vuelve a necesitarnos, responda a este mensaje. Abriremos una solicitud nueva que conservará todo lo de esta.

    { closing }
    { -desk }
    .subject = Su solicitud { $ticket } está cerrada
    .sms = { -desk }: hemos cerrado su solicitud { $ticket }. Si vuelve a necesitarnos, simplemente responda.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    Su solicitud { $ticket } está abierta de nuevo. Conservamos todo el historial.

    A más tardar el { DATETIME($due, dateStyle: "full", timeStyle: "short") } tendrá noticias nuestras.

    { closing }
    { -desk }
    .subject = Su solicitud { $ticket } está abierta de nuevo
    .sms = { -desk }: hemos reabierto su solicitud { $ticket }. Antes del { DATETIME($due, dateStyle: "medium", timeStyle: "short") } le responderemos.

# @src d14a4b53
ticket-delayed =
    { greeting }

    Queremos que lo sepa antes de tener que preguntar: su solicitud { $ticket } está tardando más de lo prometido. Le pedimos disculpas.

    { $reason }

    Según nuestra nueva previsión, a más tardar el { DATETIME($due, dateStyle: "full", timeStyle: "short") } estará resuelta. Si esto le supone un problema, díganoslo, por favor.

    { closing }
    { -desk }
    .subject = Su solicitud { $ticket } está tardando más
    .sms = { -desk }: lamentamos el retraso de su solicitud { $ticket }. Esperamos que antes del { DATETIME($due, dateStyle: "medium", timeStyle: "short") } quede resuelta.

# @src ffa142ab
ticket-apology =
    { greeting }

    Le pedimos disculpas por las molestias que ha tenido con su solicitud { $ticket }.

    { $reason }

    Como gesto de buena voluntad, le ofrecemos { MONEY($amount) }. No tiene que hacer nada.

    { closing }
    { $agent }
    { -desk }
    .subject = Nuestras disculpas por la solicitud { $ticket }
    .sms = { -desk }: lamentamos las molestias con la solicitud { $ticket }. Como gesto de buena voluntad, le ofrecemos { MONEY($amount) }.
