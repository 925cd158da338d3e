### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = ¿Qué grado de satisfacción tiene con la ayuda recibida en la solicitud { $ticket }?
    .low = Nada satisfactoria
    .high = Muy satisfactoria

survey-nps = ¿Qué probabilidad hay de que recomiende { $company } a un amigo o colega?
    .low = Nada probable
    .high = Muy probable

survey-ces = ¿En qué medida está de acuerdo: «{ $company } me facilitó conseguir ayuda»?
    .low = Totalmente en desacuerdo
    .high = Totalmente de acuerdo

survey-why = ¿Cuál es el motivo principal de su valoración?

survey-thanks = Gracias. Su respuesta llega directamente a las personas que le ayudaron.
