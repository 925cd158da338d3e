### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Kui rahul olete abiga, mida saite seoses pöördumisega { $ticket }?
    .low = Ei ole üldse rahul
    .high = Olen väga rahul

# @src f9064e8a
survey-nps = Kui tõenäoliselt soovitaksite ettevõtet { $company } sõbrale või kolleegile?
    .low = Üldse mitte tõenäoliselt
    .high = Äärmiselt tõenäoliselt

# @src a8f60aa3
survey-ces = Mil määral nõustute või ei nõustu väitega „{ $company } tegi minu mure lahendamise lihtsaks“?
    .low = Ei nõustu üldse
    .high = Nõustun täielikult

# @src ad35c108
survey-why = Mis on Teie hinnangu peamine põhjus?

# @src 5c11fa1e
survey-thanks = Aitäh vastuse eest! See aitab meil paremaks saada.
