### Informal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Wie zufrieden bist du mit der Hilfe, die du bei Anfrage { $ticket } bekommen hast?
    .low = Sehr unzufrieden
    .high = Sehr zufrieden

# @src f9064e8a
survey-nps = Wie wahrscheinlich ist es, dass du { $company } im Freundes- oder Kollegenkreis weiterempfiehlst?
    .low = Überhaupt nicht wahrscheinlich
    .high = Äußerst wahrscheinlich

# @src a8f60aa3
survey-ces = Wie sehr stimmst du zu oder nicht zu: „{ $company } hat es mir leicht gemacht, mein Anliegen zu klären“?
    .low = Stimme überhaupt nicht zu
    .high = Stimme voll und ganz zu

# @src ad35c108
survey-why = Was ist der wichtigste Grund für deine Bewertung?

# @src 5c11fa1e
survey-thanks = Vielen Dank für deine Antwort. Damit hilfst du uns, besser zu werden.
