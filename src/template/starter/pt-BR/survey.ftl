### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Qual é a sua satisfação com a ajuda que recebeu no chamado { $ticket }?
    .low = Muito insatisfeito(a)
    .high = Muito satisfeito(a)

# @src f9064e8a
survey-nps = Qual é a probabilidade de você recomendar { $company } a um amigo ou colega?
    .low = Nada provável
    .high = Extremamente provável

# @src a8f60aa3
survey-ces = Até que ponto você concorda ou discorda: “{ $company } facilitou a resolução do meu problema”?
    .low = Discordo totalmente
    .high = Concordo totalmente

# @src ad35c108
survey-why = Qual é o principal motivo da sua nota?

# @src 5c11fa1e
survey-thanks = Agradecemos a sua resposta. Ela nos ajuda a melhorar.
