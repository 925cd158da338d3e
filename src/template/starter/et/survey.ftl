### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = Kui rahul olete abiga, mille saite pöördumisele { $ticket }?
    .low = Üldse ei ole rahul
    .high = Väga rahul

survey-nps = Kui tõenäoliselt soovitaksite ettevõtet { $company } sõbrale või kolleegile?
    .low = Üldse mitte tõenäoliselt
    .high = Väga tõenäoliselt

survey-ces = Mil määral nõustute väitega „{ $company } tegi abi saamise minu jaoks lihtsaks“?
    .low = Ei nõustu üldse
    .high = Nõustun täielikult

survey-why = Mis on Teie hinnangu peamine põhjus?

survey-thanks = Aitäh! Teie vastus läheb otse inimestele, kes Teid aitasid.
