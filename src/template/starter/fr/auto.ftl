### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Bonjour,

    Nous avons bien reçu votre demande. Elle porte le numéro { $ticket }.

    Vous aurez de nos nouvelles au plus tard le { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Si vous souhaitez ajouter quelque chose, répondez simplement à ce message : tout reste au même endroit et vous n’aurez pas à vous expliquer deux fois.

    { closing }
    { -desk }
    .subject = Nous avons bien reçu votre demande { $ticket }
    .sms = { -desk } : votre demande { $ticket } est bien enregistrée. Vous aurez de nos nouvelles au plus tard le { DATETIME($due, dateStyle: "short", timeStyle: "short") }.
