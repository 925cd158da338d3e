### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = ¿Qué grado de satisfacción tiene con la ayuda recibida en la solicitud { $ticket }?
    .low = Nada satisfactoria
    .high = Muy satisfactoria

# @src f9064e8a
survey-nps = ¿Qué probabilidad hay de que recomiende { $company } a un amigo o colega?
    .low = Nada probable
    .high = Muy probable

# @src dc59acc4
survey-ces = ¿En qué medida está de acuerdo: «{ $company } me facilitó conseguir ayuda»?
    .low = Totalmente en desacuerdo
    .high = Totalmente de acuerdo

# @src ad35c108
survey-why = ¿Cuál es el motivo principal de su valoración?

# @src 7e1eef2f
survey-thanks = Gracias. Su respuesta llega directamente a las personas que le ayudaron.
