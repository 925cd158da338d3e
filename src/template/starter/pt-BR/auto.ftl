### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Olá,

    Recebemos o seu chamado. O número dele é { $ticket }.

    Você terá notícias nossas até { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Se quiser acrescentar algo, basta responder a esta mensagem: tudo fica em um só lugar e você não precisará explicar duas vezes.

    { closing }
    { -desk }
    .subject = Recebemos o seu chamado { $ticket }
    .sms = { -desk }: recebemos o seu chamado { $ticket }. Responderemos até { DATETIME($due, dateStyle: "short", timeStyle: "short") }.
