### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = Qual é a sua satisfação com a ajuda que recebeu na solicitação { $ticket }?
    .low = Nenhuma satisfação
    .high = Muita satisfação

survey-nps = Qual é a probabilidade de você recomendar { $company } a um amigo ou colega?
    .low = Nada provável
    .high = Muito provável

survey-ces = Até que ponto você concorda: “{ $company } tornou fácil conseguir ajuda”?
    .low = Discordo totalmente
    .high = Concordo totalmente

survey-why = Qual é o principal motivo da sua nota?

survey-thanks = Obrigado. Sua resposta vai direto para as pessoas que ajudaram você.
