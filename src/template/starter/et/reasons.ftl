### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }, arvestatud
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length }, arvestamata, väljaspool tööaega
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length }, arvestamata, püha
   *[other] { $from } – { $to }: { $length }, arvestamata, püha { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length }, arvestamata, eriline tööaeg
   *[other] { $from } – { $to }: { $length }, arvestamata, eriline tööaeg { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length }, arvestamata, vaheaeg
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length }, arvestamata, tööajast välja jäetud
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length }, arvestamata, peatatud olekus { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length }, arvestamata, peatatud
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length }, arvestamata, lahendatud ja hiljem uuesti avatud
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length }, enne mõõtmise algust
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length }, pärast mõõtmise lõppu
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }, sellel piletil sihtaega ei ole

# @src dfc72d7e
sla-verdict-inactive = { $metric }: mõõtmine ei ole veel alanud
# @src c0d4f34a
sla-verdict-running = { $metric }: kasutatud { $elapsed }, lubatud { $target }, tähtaeg { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: kasutatud { $elapsed }, lubatud { $target }, peatatud
# @src ff438d2d
sla-verdict-met = { $metric }: täidetud, kasutatud { $elapsed }, lubatud { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }: hilinenud { $over }, kasutatud { $elapsed }, lubatud { $target }, tähtaeg oli { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: ületatud ja endiselt avatud, { $over } üle { $target }, tähtaeg oli { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: tühistatud, kasutatud { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric }: kasutatud { $elapsed }, lubatud { $target }, tähtaega ei saabu: kalendris ei ole enam tööaega

# @src db277d92
problem-always-open-with-hours = { $path }: „alati avatud“ ja nädala tööajad on vastuolus. Märkige neist ainult üks.
# @src dee904bd
problem-break-outside-hours = { $path }: vaheaeg „{ $value }“ jääb väljapoole tööaega ega lühenda seda.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: selle mõõdiku kalendrit ei saa kasutada, vaadake teisi märkusi.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Kalendrite kombinatsioonil ei ole oma tööaegu. Lisage need mõnele selle osale.
   *[other] { $path }: kalendrite kombinatsioonil ei ole oma tööaegu. Lisage need mõnele selle osale.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: ühendit, ühisosa ja vahet ei saa korraga kasutada.
# @src 0092602a
problem-date-malformed = { $path }: „{ $value }“ ei ole kuupäev. Kirjutage see kujul { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: kuupäev „{ $value }“ ei jää ajavahemikku 1900–2200.
# @src e82eb0b2
problem-day-malformed = { $path }: „{ $value }“ ei ole kuupäev nagu { "2026-12-24" } ega nädalapäev nagu { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: dokumendid laiendavad üksteist ringis, mis viib tagasi dokumendini „{ $value }“.
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: siin ei ole midagi, mida saaks eemaldada.
# @src 70f5adc2
problem-extends-unknown = { $path }: laiendatav dokument „{ $value }“ ei ole teada.
# @src 2b22132e
problem-field-missing = { $path }: see väli puudub.
# @src 5024acef
problem-field-unknown = { $path }: välja „{ $value }“ siin ei ole.
# @src f178db12
problem-holiday-malformed = { $path }: „{ $value }“ ei ole püha. Kirjutage { "2026-12-24" }, iga aasta kohta { "12-24" } või { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: püha „{ $value }“ langeb päevale, mis on niigi töövaba.
# @src 9ee92f85
problem-holidays-run-out = { $path }: pühad on teada ainult kuni „{ $value }“. Lisage järgmise aasta pühad.
# @src 75fd69dc
problem-hours-equal = { $path }: tööaeg „{ $value }“ algab ja lõpeb samal ajal. Seda loetakse 24 tunniks.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: tööaeg „{ $value }“ langeb tunnile, mis suveaja alguses vahele jääb.
# @src b409d579
problem-hours-malformed = { $path }: „{ $value }“ ei ole kellaaegade paar. Kirjutage kaks kellaaega nagu { "09:00" } ja { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: tööaeg „{ $value }“ kattub sama päeva teise tööajaga. Seda arvestatakse üks kord.
# @src aa7771f1
problem-hours-too-long = { $path }: tööaeg „{ $value }“ ulatub üle järgmise päeva lõpu.
# @src d78fccb3
problem-import-left-out = { $path }: „{ $value }“ ei olnud võimalik üle võtta.
# @src 598770c0
problem-keeper-unknown = { $path }: pole öeldud, kes täidab lubadusi väärtuse „{ $value }“ puhul; eeldatakse, et igaüks.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] Kalendris ei ole kunagi tööaega.
   *[other] { $path }: kalendris ei ole kunagi tööaega.
 }
# @src 678023d1
problem-override-lost = { $path }: „{ $value }“ ei ole tööl, sest sama aja teine muudatus on inimese juba asendanud.
# @src d4ebca1f
problem-range-reversed = { $path }: vahemik „{ $value }“ lõpeb enne algust.
# @src 126333f4
problem-roster-invalid = { $path }: „{ $value }“ ei sobi sellesse töögraafikusse.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: sellel kalendril on oma ajad ja see ei saa olla töögraafiku kalender.
# @src ebcf5242
problem-staffing-unknown = { $path }: töögraafikut vaadati ainult kuni „{ $value }“; väljaspool seda on kalender suletud.
# @src ed3dc38a
problem-time-malformed = { $path }: „{ $value }“ ei ole kellaaeg. Kirjutage see kujul { "09:00" } või { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: „{ $value }“ siia ei sobi.
# @src 92a7d45f
problem-zone-missing = { $path }: ajavöönd puudub. Kirjutage nimi nagu { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: ajavöönd „{ $value }“ on tundmatu.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: hoiatust ei saa lugeda. Andke sellele kas protsent või nihe.
   *[other] { $path }: hoiatust „{ $value }“ ei saa lugeda. Andke sellele kas protsent või nihe.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: kahe hoiatuse nimi on „{ $value }“.
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: kalender „{ $value }“ on tundmatu. Kehtiv kalender jääb alles.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: see mõõdik arvestab kogu aega ja nimetab ka kalendri. Valige neist üks.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: tingimust ei saa lugeda.
   *[other] { $path }: tingimust „{ $value }“ ei saa lugeda.
 }
# @src be758c80
problem-sla-event-unknown = { $path }: sündmus „{ $value }“ on tundmatu.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: pileti välja nimi puudub.
   *[other] { $path }: ühelgi selle logi piletil ei ole välja „{ $value }“.
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: sellel väljal ei ole seda liiki mõõdiku jaoks tähendust.
# @src b714712c
problem-sla-metrics-missing = { $path }: reegel ei luba midagi. Lisage vähemalt üks mõõdik.
# @src d1211581
problem-sla-name-twice = { $path }: nimi „{ $value }“ esineb kaks korda; suur- ja väiketähed, tühikud ja sidekriipsud ei loe.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: mõõtmine peatub, kuid miski ei jätka seda.
# @src b008a893
problem-sla-never-starts = { $path }: miski ei käivita seda mõõtmist.
# @src 49630411
problem-sla-never-stops = { $path }: miski ei lõpeta seda mõõtmist.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: „{ $value }“ on aastakümneid enne esimest sündmust; võib-olla on millisekundeid peetud mikrosekunditeks.
# @src a756d244
problem-sla-pause-at-end = { $path }: olek „{ $value }“ lõpetab selle mõõtmise, nii et seal ei saa see peatuda.
# @src 77a61459
problem-sla-policy-twice = { $path }: kahe reegli nimi on „{ $value }“.
# @src 6e345867
problem-sla-policy-unreachable = { $path }: selle reeglini ei jõuta kunagi, sest varasem reegel sobib igale piletile.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: olek „{ $value }“ on tundmatu.
# @src 8c342375
problem-sla-target-missing = { $path }: lubatud aeg puudub.
# @src 27aaa956
problem-sla-target-no-default = { $path }: vaikeväärtus puudub, seega pole lubatud aega piletitel, mille „{ $value }“ väärtus on muu.
# @src 18781a97
problem-sla-target-not-positive = { $path }: lubatud aeg „{ $value }“ ei ole nullist pikem.
# @src 41b58ef8
problem-sla-target-twice = { $path }: lubatud aeg on antud kaks korda.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: lubatud ajal „{ $value }“ ei ole ühikut ja seda loetakse sekundites.
# @src 98018bf1
problem-template-check = { $path }: mallide kontroll ütleb: „{ $value }“.
# @src 90853ecf
problem-workflow-bad-category = { $path }: „{ $value }“ pole ükski kuuest kategooriast.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: „{ $value }“ ei saa olla uute piletite ega kategooria vaikeolek. Nimetage õige kategooria kasutusel olev olek.
# @src a55659da
problem-workflow-bad-status-name = { $path }: „{ $value }“ ei saa olla oleku nimi.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: olek „{ $value }“ on kirjas kaks korda.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: seda töövoo osa ei saa kasutada.
   *[other] { $path }: „{ $value }“ ei saa siin kasutada.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: töövoog vajab üht olekut, milles tööd tehakse, ja üht, milles töö on tehtud.
# @src 623f5a88
problem-workflow-missing-next = { $path }: märkige, milline olek järgneb, kui oleku „{ $value }“ aeg on läbi.
# @src f25a37d2
problem-workflow-no-initial = { $path }: märkige, millistes olekutes pilet alata võib.
# @src 38745dff
problem-workflow-timer-loop = { $path }: olekust „{ $value }“ viivad viiteta reeglid lõputult ringiratast.
# @src c971f29c
problem-workflow-unknown-status = { $path }: töövoos pole olekut „{ $value }“.
