### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Bonjour,

    Nous avons bien reçu votre demande. Elle porte le numéro { $ticket }.

    Vous aurez de nos nouvelles au plus tard le { DATETIME($due) }. Si vous souhaitez ajouter quelque chose, répondez simplement à ce message : tout reste au même endroit et vous n’aurez pas à vous expliquer deux fois.

    { -desk }
    .subject = Nous avons bien reçu votre demande { $ticket }
    .sms = { -desk } : nous avons reçu votre demande { $ticket }. Vous aurez de nos nouvelles au plus tard le { DATETIME($due) }.
