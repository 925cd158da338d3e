### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Wie zufrieden sind Sie mit der Hilfe, die Sie bei Anfrage { $ticket } erhalten haben?
    .low = Sehr unzufrieden
    .high = Sehr zufrieden

# @src f9064e8a
survey-nps = Wie wahrscheinlich ist es, dass Sie { $company } im Freundes- oder Kollegenkreis weiterempfehlen?
    .low = Überhaupt nicht wahrscheinlich
    .high = Äußerst wahrscheinlich

# @src a8f60aa3
survey-ces = Wie sehr stimmen Sie zu oder nicht zu: „{ $company } hat es mir leicht gemacht, mein Anliegen zu klären“?
    .low = Stimme überhaupt nicht zu
    .high = Stimme voll und ganz zu

# @src ad35c108
survey-why = Was ist der wichtigste Grund für Ihre Bewertung?

# @src 5c11fa1e
survey-thanks = Vielen Dank für Ihre Antwort. Damit helfen Sie uns, besser zu werden.
