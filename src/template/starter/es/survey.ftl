### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = ¿Qué grado de satisfacción tiene con la ayuda recibida para la solicitud { $ticket }?
    .low = Muy insatisfecho/a
    .high = Muy satisfecho/a

# @src f9064e8a
survey-nps = ¿Qué probabilidad hay de que recomiende { $company } a un amigo o colega?
    .low = Nada probable
    .high = Extremadamente probable

# @src a8f60aa3
survey-ces = ¿En qué medida está de acuerdo o en desacuerdo: «{ $company } hizo que me fuera fácil resolver mi asunto»?
    .low = Totalmente en desacuerdo
    .high = Totalmente de acuerdo

# @src ad35c108
survey-why = ¿Cuál es el motivo principal de su valoración?

# @src 5c11fa1e
survey-thanks = Gracias por su respuesta. Nos ayuda a mejorar.
