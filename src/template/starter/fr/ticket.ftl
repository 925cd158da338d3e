### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    Je m’appelle { $agent } et je m’occupe de votre demande { $ticket }. J’ai sous les yeux tout ce que vous nous avez déjà écrit : inutile de le répéter.

    Vous aurez de nouveau de mes nouvelles au plus tard le { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { $agent }
    { -desk }
    .subject = Votre demande { $ticket }
    .sms = { -desk } : { $agent } s’occupe de votre demande { $ticket }. Prochaines nouvelles au plus tard le { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    Pour faire avancer votre demande { $ticket }, nous avons besoin de votre aide :

    { $question }

    { $days ->
        [one] Sans réponse de votre part dans un délai de { $days } jour, nous fermerons la demande.
        [many] Sans réponse de votre part dans un délai de { $days } de jours, nous fermerons la demande.
       *[other] Sans réponse de votre part dans un délai de { $days } jours, nous fermerons la demande.
    } Vous pourrez encore répondre après.

    { closing }
    { -desk }
    .subject = Nous avons besoin de votre aide pour la demande { $ticket }
    .sms = { $days ->
        [one] { -desk } : nous avons besoin de votre aide pour la demande { $ticket }. Merci de lire notre message et d’y répondre dans un délai de { $days } jour.
        [many] { -desk } : nous avons besoin de votre aide pour la demande { $ticket }. Merci de lire notre message et d’y répondre dans un délai de { $days } de jours.
       *[other] { -desk } : nous avons besoin de votre aide pour la demande { $ticket }. Merci de lire notre message et d’y répondre dans un délai de { $days } jours.
    }

# @src be433712
ticket-solved =
    { greeting }

    Nous pensons que votre demande { $ticket } est résolue.

    { $days ->
        [one] Si ce n’est pas le cas, répondez à ce message dans un délai de { $days } jour et nous reprendrons là où nous en étions.
        [many] Si ce n’est pas le cas, répondez à ce message dans un délai de { $days } de jours et nous reprendrons là où nous en étions.
       *[other] Si ce n’est pas le cas, répondez à ce message dans un délai de { $days } jours et nous reprendrons là où nous en étions.
    }

    Qu’avez-vous pensé de notre service ? Répondre prend moins d’une minute : { URL($survey) }

    { closing }
    { -desk }
    .subject = Votre demande { $ticket } est résolue
    .sms = { $days ->
        [one] { -desk } : votre demande { $ticket } est résolue. Ce n’est pas le cas ? Répondez dans un délai de { $days } jour. Votre avis : { URL($survey) }
        [many] { -desk } : votre demande { $ticket } est résolue. Ce n’est pas le cas ? Répondez dans un délai de { $days } de jours. Votre avis : { URL($survey) }
       *[other] { -desk } : votre demande { $ticket } est résolue. Ce n’est pas le cas ? Répondez dans un délai de { $days } jours. Votre avis : { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    Votre demande { $ticket } est maintenant fermée.

    Si vous avez encore besoin de nous, répondez à ce message. Nous ouvrirons une nouvelle demande qui reprendra tout le contenu de celle-ci.

    { closing }
    { -desk }
    .subject = Votre demande { $ticket } est fermée
    .sms = { -desk } : votre demande { $ticket } est fermée. Si vous avez encore besoin de nous, répondez simplement.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    Votre demande { $ticket } est de nouveau ouverte. Nous avons conservé tout l’historique.

    Vous aurez de nos nouvelles au plus tard le { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { -desk }
    .subject = Votre demande { $ticket } est de nouveau ouverte
    .sms = { -desk } : votre demande { $ticket } est de nouveau ouverte. Vous aurez de nos nouvelles au plus tard le { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src d14a4b53
ticket-delayed =
    { greeting }

    Nous préférons vous le dire avant que vous n’ayez à le demander : votre demande { $ticket } prend plus de temps que promis. Nous vous prions de nous en excuser.

    { $reason }

    Nous pensons maintenant avoir terminé au plus tard le { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Si cela vous pose un problème, dites-le-nous.

    { closing }
    { -desk }
    .subject = Votre demande { $ticket } prend plus de temps
    .sms = { -desk } : avec nos excuses, votre demande { $ticket } prend plus de temps que promis. Nous pensons terminer au plus tard le { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src ffa142ab
ticket-apology =
    { greeting }

    Nous vous présentons nos excuses pour les désagréments liés à votre demande { $ticket }.

    { $reason }

    À titre de geste commercial, nous vous offrons { MONEY($amount) }. Vous n’avez rien à faire.

    { closing }
    { $agent }
    { -desk }
    .subject = Nos excuses pour la demande { $ticket }
    .sms = { -desk } : toutes nos excuses pour les désagréments liés à la demande { $ticket }. Par geste commercial, nous vous offrons { MONEY($amount) }.
