### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Qual é a sua satisfação com a ajuda que recebeu na solicitação { $ticket }?
    .low = Nenhuma satisfação
    .high = Muita satisfação

# @src f9064e8a
survey-nps = Qual é a probabilidade de você recomendar { $company } a um amigo ou colega?
    .low = Nada provável
    .high = Muito provável

# @src dc59acc4
survey-ces = Até que ponto você concorda: “{ $company } tornou fácil conseguir ajuda”?
    .low = Discordo totalmente
    .high = Concordo totalmente

# @src ad35c108
survey-why = Qual é o principal motivo da sua nota?

# @src 7e1eef2f
survey-thanks = Obrigado. Sua resposta vai direto para as pessoas que ajudaram você.
