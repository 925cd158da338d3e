### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Olá,

    Recebemos a sua solicitação. O número dela é { $ticket }.

    Você terá notícias nossas até { DATETIME($due) }. Se quiser acrescentar algo, basta responder a esta mensagem: tudo fica em um só lugar e você não precisará explicar duas vezes.

    { -desk }
    .subject = Recebemos a sua solicitação { $ticket }
    .sms = { -desk }: recebemos a sua solicitação { $ticket }. Você terá notícias nossas até { DATETIME($due) }.
