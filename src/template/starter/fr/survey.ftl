### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Dans quelle mesure êtes-vous satisfait de l’aide reçue pour la demande { $ticket } ?
    .low = Pas du tout satisfait
    .high = Tout à fait satisfait

# @src f9064e8a
survey-nps = Quelle est la probabilité que vous recommandiez { $company } à un ami ou à un collègue ?
    .low = Pas du tout probable
    .high = Extrêmement probable

# @src dc59acc4
survey-ces = Dans quelle mesure êtes-vous d’accord : « { $company } m’a permis d’obtenir facilement de l’aide » ?
    .low = Pas du tout d’accord
    .high = Tout à fait d’accord

# @src ad35c108
survey-why = Quelle est la raison principale de votre note ?

# @src 7e1eef2f
survey-thanks = Merci. Votre réponse est transmise directement aux personnes qui vous ont aidé.
