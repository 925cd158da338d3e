### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Quel est votre degré de satisfaction concernant l’aide reçue pour la demande { $ticket } ?
    .low = Très insatisfait(e)
    .high = Très satisfait(e)

# @src f9064e8a
survey-nps = Quelle est la probabilité que vous recommandiez { $company } à un ami ou à un collègue ?
    .low = Pas du tout probable
    .high = Extrêmement probable

# @src a8f60aa3
survey-ces = Dans quelle mesure êtes-vous d’accord ou non : « { $company } m’a permis de régler facilement mon problème » ?
    .low = Pas du tout d’accord
    .high = Tout à fait d’accord

# @src ad35c108
survey-why = Quelle est la raison principale de votre note ?

# @src 5c11fa1e
survey-thanks = Merci pour votre réponse. Elle nous aide à mieux faire.
