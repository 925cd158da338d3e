### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    Minu nimi on { $agent } ja ma tegelen Teie pöördumisega { $ticket }. Näen kõike, mida olete meile seni kirjutanud, nii et Te ei pea midagi kordama.

    Annan Teile endast uuesti teada hiljemalt: { DATETIME($due) }.

    { $agent }
    { -desk }
    .subject = Teie pöördumine { $ticket }
    .sms = { -desk }: Teie pöördumisega { $ticket } tegeleb { $agent }. Järgmine teade hiljemalt: { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    Et saaksime Teie pöördumisega { $ticket } edasi minna, vajame Teie abi:

    { $question }

    { $days ->
        [one] Kui me ei saa Teilt vastust { $days } päeva jooksul, sulgeme pöördumise.
       *[other] Kui me ei saa Teilt vastust { $days } päeva jooksul, sulgeme pöördumise.
    } Vastata saate ka pärast seda.

    { -desk }
    .subject = Vajame Teie abi pöördumisega { $ticket }
    .sms = { $days ->
        [one] { -desk }: vajame Teie abi pöördumisega { $ticket }. Palun vaadake meie kirja. Pöördumine jääb avatuks { $days } päevaks.
       *[other] { -desk }: vajame Teie abi pöördumisega { $ticket }. Palun vaadake meie kirja. Pöördumine jääb avatuks { $days } päevaks.
    }

# @src 953891f7
ticket-solved =
    { greeting }

    Usume, et Teie pöördumine { $ticket } on lahendatud.

    { $days ->
        [one] Kui see nii ei ole, vastake sellele kirjale { $days } päeva jooksul ja jätkame sealt, kus pooleli jäime.
       *[other] Kui see nii ei ole, vastake sellele kirjale { $days } päeva jooksul ja jätkame sealt, kus pooleli jäime.
    }

    Kuidas meil läks? Vastamine võtab vähem kui minuti: { URL($survey) }

    { -desk }
    .subject = Teie pöördumine { $ticket } on lahendatud
    .sms = { $days ->
        [one] { -desk }: Teie pöördumine { $ticket } on lahendatud. Kui ei ole, vastake { $days } päeva jooksul. Kuidas meil läks? { URL($survey) }
       *[other] { -desk }: Teie pöördumine { $ticket } on lahendatud. Kui ei ole, vastake { $days } päeva jooksul. Kuidas meil läks? { URL($survey) }
    }

# @src e6e2871d
ticket-closed =
    { greeting }

    Teie pöördumine { $ticket } on nüüd suletud.

    Kui vajate meid uuesti, vastake sellele kirjale. Avame uue pöördumise, kus on olemas kõik selle pöördumise andmed.

    { -desk }
    .subject = Teie pöördumine { $ticket } on suletud
    .sms = { -desk }: Teie pöördumine { $ticket } on suletud. Kui vajate meid uuesti, lihtsalt vastake.

# @src 581d919e
ticket-reopened =
    { greeting }

    Teie pöördumine { $ticket } on uuesti avatud. Kogu varasem info on alles.

    Anname Teile endast teada hiljemalt: { DATETIME($due) }.

    { -desk }
    .subject = Teie pöördumine { $ticket } on uuesti avatud
    .sms = { -desk }: Teie pöördumine { $ticket } on uuesti avatud. Anname Teile endast teada hiljemalt: { DATETIME($due) }.

# @src 7d4846be
ticket-delayed =
    { greeting }

    Soovime, et teaksite seda enne, kui peate küsima: Teie pöördumise { $ticket } lahendamine võtab kauem aega, kui lubasime.

    { $reason }

    Uus lubatud aeg on { DATETIME($due) }. Kui see Teile ei sobi, andke meile palun teada.

    { -desk }
    .subject = Teie pöördumise { $ticket } lahendamine võtab kauem aega
    .sms = { -desk }: vabandame, Teie pöördumine { $ticket } võtab lubatust kauem aega. Uus aeg: { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    Vabandame Teie pöördumisega { $ticket } juhtunu pärast.

    { $reason }

    Te ei oleks pidanud seda kogema. Hüvituseks saate meilt { MONEY($amount) }. Teil ei ole vaja selleks midagi teha.

    { $agent }
    { -desk }
    .subject = Meie vabandus seoses pöördumisega { $ticket }
    .sms = { -desk }: vabandame pöördumisega { $ticket } juhtunu pärast. Hüvituseks saate meilt { MONEY($amount) }.
