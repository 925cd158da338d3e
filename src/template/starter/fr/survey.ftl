### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = Dans quelle mesure êtes-vous satisfait de l’aide reçue pour la demande { $ticket } ?
    .low = Pas du tout satisfait
    .high = Tout à fait satisfait

survey-nps = Quelle est la probabilité que vous recommandiez { $company } à un ami ou à un collègue ?
    .low = Pas du tout probable
    .high = Extrêmement probable

survey-ces = Dans quelle mesure êtes-vous d’accord : « { $company } m’a permis d’obtenir facilement de l’aide » ?
    .low = Pas du tout d’accord
    .high = Tout à fait d’accord

survey-why = Quelle est la raison principale de votre note ?

survey-thanks = Merci. Votre réponse est transmise directement aux personnes qui vous ont aidé.
