### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    Je m’appelle { $agent } et je m’occupe de votre demande { $ticket }. J’ai sous les yeux tout ce que vous nous avez déjà écrit : inutile de le répéter.

    Vous aurez de mes nouvelles au plus tard le { DATETIME($due) }.

    { $agent }
    { -desk }
    .subject = Votre demande { $ticket }
    .sms = { -desk } : { $agent } s’occupe de votre demande { $ticket }. Prochaines nouvelles au plus tard le { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    Pour faire avancer votre demande { $ticket }, nous avons besoin de votre aide :

    { $question }

    { $days ->
        [one] Sans nouvelles de votre part pendant { $days } jour, nous fermerons la demande.
       *[other] Sans nouvelles de votre part pendant { $days } jours, nous fermerons la demande.
    } Vous pourrez encore répondre après.

    { -desk }
    .subject = Nous avons besoin de votre aide pour la demande { $ticket }
    .sms = { $days ->
        [one] { -desk } : nous avons besoin de votre aide pour la demande { $ticket }. Merci de lire notre message. Elle reste ouverte { $days } jour.
       *[other] { -desk } : nous avons besoin de votre aide pour la demande { $ticket }. Merci de lire notre message. Elle reste ouverte { $days } jours.
    }

# @src 953891f7
ticket-solved =
    { greeting }

    Nous pensons que votre demande { $ticket } est résolue.

    { $days ->
        [one] Si ce n’est pas le cas, répondez à ce message dans un délai de { $days } jour et nous reprendrons là où nous en étions.
       *[other] Si ce n’est pas le cas, répondez à ce message dans un délai de { $days } jours et nous reprendrons là où nous en étions.
    }

    Votre avis nous intéresse, il vous prendra moins d’une minute : { URL($survey) }

    { -desk }
    .subject = Votre demande { $ticket } est résolue
    .sms = { $days ->
        [one] { -desk } : votre demande { $ticket } est résolue. Ce n’est pas le cas ? Répondez dans un délai de { $days } jour. Votre avis : { URL($survey) }
       *[other] { -desk } : votre demande { $ticket } est résolue. Ce n’est pas le cas ? Répondez dans un délai de { $days } jours. Votre avis : { URL($survey) }
    }

# @src e6e2871d
ticket-closed =
    { greeting }

    Votre demande { $ticket } est maintenant fermée.

    Si vous avez encore besoin de nous, répondez à ce message. Nous ouvrirons une nouvelle demande qui reprend tout l’historique de celle-ci.

    { -desk }
    .subject = Votre demande { $ticket } est fermée
    .sms = { -desk } : votre demande { $ticket } est fermée. Si vous avez encore besoin de nous, répondez simplement.

# @src 581d919e
ticket-reopened =
    { greeting }

    Votre demande { $ticket } est de nouveau ouverte. Nous avons conservé tout l’historique.

    Vous aurez de nos nouvelles au plus tard le { DATETIME($due) }.

    { -desk }
    .subject = Votre demande { $ticket } est de nouveau ouverte
    .sms = { -desk } : votre demande { $ticket } est de nouveau ouverte. Vous aurez de nos nouvelles au plus tard le { DATETIME($due) }.

# @src 7d4846be
ticket-delayed =
    { greeting }

    Nous préférons vous le dire avant que vous n’ayez à le demander : votre demande { $ticket } prend plus de temps que promis.

    { $reason }

    Nous pensons maintenant avoir terminé au plus tard le { DATETIME($due) }. Si cela vous pose un problème, dites-le-nous.

    { -desk }
    .subject = Votre demande { $ticket } prend plus de temps que prévu
    .sms = { -desk } : votre demande { $ticket } prend plus de temps que promis, veuillez nous excuser. Nouvelle date : { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    Nous vous présentons nos excuses pour ce qui s’est passé avec votre demande { $ticket }.

    { $reason }

    Vous n’auriez pas dû subir ce désagrément. En guise de dédommagement, nous vous offrons { MONEY($amount) }. Vous n’avez rien à faire.

    { $agent }
    { -desk }
    .subject = Nos excuses pour la demande { $ticket }
    .sms = { -desk } : toutes nos excuses pour la demande { $ticket }. En guise de dédommagement, nous vous offrons { MONEY($amount) }.
