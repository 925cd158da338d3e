### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Kui rahul olete abiga, mille saite pöördumisele { $ticket }?
    .low = Üldse ei ole rahul
    .high = Väga rahul

# @src f9064e8a
survey-nps = Kui tõenäoliselt soovitaksite ettevõtet { $company } sõbrale või kolleegile?
    .low = Üldse mitte tõenäoliselt
    .high = Väga tõenäoliselt

# @src dc59acc4
survey-ces = Mil määral nõustute väitega „{ $company } tegi abi saamise minu jaoks lihtsaks“?
    .low = Ei nõustu üldse
    .high = Nõustun täielikult

# @src ad35c108
survey-why = Mis on Teie hinnangu peamine põhjus?

# @src 7e1eef2f
survey-thanks = Aitäh! Teie vastus läheb otse inimestele, kes Teid aitasid.
