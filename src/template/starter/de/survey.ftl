### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Wie zufrieden sind Sie mit der Hilfe, die Sie bei Anfrage { $ticket } erhalten haben?
    .low = Sehr unzufrieden
    .high = Sehr zufrieden

# @src f9064e8a
survey-nps = Wie wahrscheinlich ist es, dass Sie { $company } im Freundes- oder Kollegenkreis weiterempfehlen?
    .low = Äußerst unwahrscheinlich
    .high = Äußerst wahrscheinlich

# @src dc59acc4
survey-ces = Wie sehr stimmen Sie zu: „{ $company } hat es mir leicht gemacht, Hilfe zu bekommen“?
    .low = Stimme überhaupt nicht zu
    .high = Stimme voll und ganz zu

# @src ad35c108
survey-why = Was ist der wichtigste Grund für Ihre Bewertung?

# @src 7e1eef2f
survey-thanks = Vielen Dank. Ihre Antwort geht direkt an die Menschen, die Ihnen geholfen haben.
