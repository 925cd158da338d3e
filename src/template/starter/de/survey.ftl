### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = Wie zufrieden sind Sie mit der Hilfe, die Sie bei Anfrage { $ticket } erhalten haben?
    .low = Sehr unzufrieden
    .high = Sehr zufrieden

survey-nps = Wie wahrscheinlich ist es, dass Sie { $company } im Freundes- oder Kollegenkreis weiterempfehlen?
    .low = Äußerst unwahrscheinlich
    .high = Äußerst wahrscheinlich

survey-ces = Wie sehr stimmen Sie zu: „{ $company } hat es mir leicht gemacht, Hilfe zu bekommen“?
    .low = Stimme überhaupt nicht zu
    .high = Stimme voll und ganz zu

survey-why = Was ist der wichtigste Grund für Ihre Bewertung?

survey-thanks = Vielen Dank. Ihre Antwort geht direkt an die Menschen, die Ihnen geholfen haben.
