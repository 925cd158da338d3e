### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = See on juba otsustatud.
# @src 1500e96e
refusal-already-merged = See pilet on juba teise osa.
# @src 71823c77
refusal-approval-pending = Kinnitus on veel ootel.
# @src c3fb01e7
refusal-assignee-required = Määrake piletile kõigepealt vastutaja.
# @src db929f8f
refusal-closed-immutable = See pilet on suletud ja seda ei saa muuta.
# @src 23540610
refusal-comment-required = See põhjus vajab kommentaari.
# @src d1a7014b
refusal-currency-mismatch = Selles valuutas ei saa midagi anda.
# @src 609a4aab
refusal-erasure-blocked = Seaduslik säilituskohustus keelab selle. Midagi ei kustutatud.
# @src d92775e6
refusal-field-required = Täitke kõigepealt kohustuslikud väljad.
# @src 3f96ff26
refusal-forbidden = Teil pole selleks õigust.
# @src fa706d50
refusal-idempotency-mismatch = Seda võtit on juba teise käsu jaoks kasutatud.
# @src 04a11c14
refusal-invalid-amount = Sellist summat ei saa anda.
# @src 26c8454e
refusal-invalid-score = Hinne on täisarv 0 kuni 10.
# @src a4b2735f
refusal-limit-exceeded = See on rohkem, kui teie kinnitada võite.
# @src 5a88c255
refusal-link-cycle = Need seosed moodustaksid ringi.
# @src 422e08ca
refusal-link-self = Piletit ei saa iseendaga siduda.
# @src 34b6230c
refusal-max-tier = Pilet on juba kõrgeimal tasemel.
# @src 5ca32826
refusal-merge-into-merged = Sihtpilet on ise teise osa.
# @src 39ea788b
refusal-merge-status = Selles olekus pileteid ei saa ühendada.
# @src 2dae8644
refusal-merged-immutable = See pilet on teise osa. Kasutage seda teist.
# @src a073d68e
refusal-message-window-closed = Selles kanalis saab praegu saata ainult kinnitatud malli.
# @src af09e264
refusal-no-status-map = Teises töövoos pole sellele vastavat olekut.
# @src d4204073
refusal-no-survey = Klienti pole veel küsitletud.
# @src 61a1fb05
refusal-not-found = Seda pole olemas.
# @src 27b04410
refusal-not-in-group = See töötaja ei kuulu rühma.
# @src 5a1986a4
refusal-not-mergeable = Seda liiki pileteid ei saa ühendada.
# @src 37e48db7
refusal-not-your-turn = Enne otsustab teine kinnitaja.
# @src 8b67aed8
refusal-open-children = Piletid, millest see sõltub, on veel avatud.
# @src 716b0045
refusal-open-tasks = Mõned ülesanded on veel tegemata.
# @src 694966bf
refusal-priority-required = Prioriteeti ei saa eemaldada.
# @src 7dccedff
refusal-reason-required = Esitage põhjus.
# @src c7eb57f8
refusal-self-approval = Te ei saa kinnitada omaenda taotlust.
# @src 8bf69137
refusal-self-merge = Piletit ei saa iseendaga ühendada.
# @src c434ca4a
refusal-status-inactive = Seda olekut enam ei kasutata.
# @src 70571249
refusal-transition-not-allowed = Pilet ei saa oma olekust sellesse liikuda.
# @src f6e50207
refusal-unknown-agent = Sellenimelist töötajat pole.
# @src 48d7502d
refusal-unknown-status = Sellist olekut pole.
# @src 3f6dbdc7
refusal-until-in-past = Valige aeg tulevikus.
# @src 4fa33e19
refusal-until-required = Märkige, mis ajani.
# @src e00f4b84
refusal-version-conflict = Vahepeal on keegi piletit muutnud. Vaadake see uuesti üle.
