### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    Minu nimi on { $agent } ja ma tegelen Teie pöördumisega { $ticket }. Näen kõike, mida olete meile seni kirjutanud, nii et Te ei pea midagi kordama.

    Minu järgmise teate tähtaeg on { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { $agent }
    { -desk }
    .subject = Teie pöördumine { $ticket }
    .sms = { -desk }: Teie pöördumisega { $ticket } tegeleb { $agent }. Järgmise teate tähtaeg: { DATETIME($due, dateStyle: "medium", timeStyle: "short") }.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    Et saaksime Teie pöördumisega { $ticket } edasi minna, vajame Teie abi:

    { $question }

    { $days ->
        [one] Kui me ei saa Teilt vastust { $days } päeva jooksul, sulgeme pöördumise.
       *[other] Kui me ei saa Teilt vastust { $days } päeva jooksul, sulgeme pöördumise.
    } Vastata saate ka pärast seda.

    { closing }
    { -desk }
    .subject = Vajame Teie abi pöördumisega { $ticket }
    .sms = { $days ->
        [one] { -desk }: vajame Teie abi pöördumisega { $ticket }. Palun lugege meie kirja ja vastake { $days } päeva jooksul.
       *[other] { -desk }: vajame Teie abi pöördumisega { $ticket }. Palun lugege meie kirja ja vastake { $days } päeva jooksul.
    }

# @src be433712
ticket-solved =
    { greeting }

    Usume, et Teie pöördumine { $ticket } on lahendatud.

    { $days ->
        [one] Kui see nii ei ole, vastake sellele kirjale { $days } päeva jooksul ja jätkame sealt, kus pooleli jäime.
       *[other] Kui see nii ei ole, vastake sellele kirjale { $days } päeva jooksul ja jätkame sealt, kus pooleli jäime.
    }

    Kuidas meil läks? Vastamine võtab alla minuti: { URL($survey) }

    { closing }
    { -desk }
    .subject = Teie pöördumine { $ticket } on lahendatud
    .sms = { $days ->
        [one] { -desk }: Teie pöördumine { $ticket } on lahendatud. Kui ei ole, vastake { $days } päeva jooksul. Kuidas meil läks? { URL($survey) }
       *[other] { -desk }: Teie pöördumine { $ticket } on lahendatud. Kui ei ole, vastake { $days } päeva jooksul. Kuidas meil läks? { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    Teie pöördumine { $ticket } on nüüd suletud.

    Kui vajate meid uuesti, vastake sellele kirjale. Avame uue pöördumise, kus on olemas kõik selle pöördumise andmed.

    { closing }
    { -desk }
    .subject = Teie pöördumine { $ticket } on suletud
    .sms = { -desk }: Teie pöördumine { $ticket } on suletud. Kui vajate meid uuesti, lihtsalt vastake.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    Teie pöördumine { $ticket } on uuesti avatud. Kogu varasem info on alles.

    Meie vastuse tähtaeg on { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { -desk }
    .subject = Teie pöördumine { $ticket } on uuesti avatud
    .sms = { -desk }: Teie pöördumine { $ticket } on uuesti avatud. Vastuse tähtaeg: { DATETIME($due, dateStyle: "medium", timeStyle: "short") }.

# @src d14a4b53
ticket-delayed =
    { greeting }

    Soovime, et teaksite seda enne, kui peate küsima: Teie pöördumise { $ticket } lahendamine võtab kauem aega, kui lubasime. Palume vabandust.

    { $reason }

    Lahenduse uus eeldatav tähtaeg on { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Kui see Teile ei sobi, andke meile palun teada.

    { closing }
    { -desk }
    .subject = Teie pöördumise { $ticket } lahendamine võtab kauem aega
    .sms = { -desk }: palume vabandust, Teie pöördumise { $ticket } lahendamine viibib. Uus eeldatav tähtaeg: { DATETIME($due, dateStyle: "medium", timeStyle: "short") }.

# @src ffa142ab
ticket-apology =
    { greeting }

    Palume vabandust ebameeldivuste pärast, mis Teil pöördumisega { $ticket } tekkisid.

    { $reason }

    Vastutulekuna saate meilt { MONEY($amount) }. Te ei pea selleks midagi tegema.

    { closing }
    { $agent }
    { -desk }
    .subject = Vabandame seoses pöördumisega { $ticket }
    .sms = { -desk }: palume vabandust ebameeldivuste pärast pöördumisega { $ticket }. Vastutulekuna saate meilt { MONEY($amount) }.
