### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    Meu nome é { $agent } e estou cuidando do seu chamado { $ticket }. Tenho em mãos tudo o que você já nos escreveu, então não é preciso repetir nada.

    Você terá notícias minhas novamente até { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { $agent }
    { -desk }
    .subject = Seu chamado { $ticket }
    .sms = { -desk }: { $agent } cuida do seu chamado { $ticket }. Daremos mais detalhes até { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    Para avançar com o seu chamado { $ticket }, precisamos da sua ajuda:

    { $question }

    { $days ->
        [one] Se não tivermos resposta em { $days } dia, encerraremos o chamado.
        [many] Se não tivermos resposta em { $days } de dias, encerraremos o chamado.
       *[other] Se não tivermos resposta em { $days } dias, encerraremos o chamado.
    } Você ainda poderá responder depois disso.

    { closing }
    { -desk }
    .subject = Precisamos da sua ajuda com o chamado { $ticket }
    .sms = { $days ->
        [one] { -desk }: precisamos da sua ajuda com o chamado { $ticket }. Por favor, leia a nossa mensagem e responda em até { $days } dia.
        [many] { -desk }: precisamos da sua ajuda com o chamado { $ticket }. Por favor, leia a nossa mensagem e responda em até { $days } de dias.
       *[other] { -desk }: precisamos da sua ajuda com o chamado { $ticket }. Por favor, leia a nossa mensagem e responda em até { $days } dias.
    }

# @src be433712
ticket-solved =
    { greeting }

    Acreditamos que o seu chamado { $ticket } está resolvido.

    { $days ->
        [one] Se não estiver, responda a esta mensagem em até { $days } dia e continuaremos de onde paramos.
        [many] Se não estiver, responda a esta mensagem em até { $days } de dias e continuaremos de onde paramos.
       *[other] Se não estiver, responda a esta mensagem em até { $days } dias e continuaremos de onde paramos.
    }

    Como foi o nosso atendimento? Leva menos de um minuto: { URL($survey) }

    { closing }
    { -desk }
    .subject = Seu chamado { $ticket } está resolvido
    .sms = { $days ->
        [one] { -desk }: resolvemos o seu chamado { $ticket }. Ainda com problemas? Responda em até { $days } dia. Como foi o atendimento? { URL($survey) }
        [many] { -desk }: resolvemos o seu chamado { $ticket }. Ainda com problemas? Responda em até { $days } de dias. Como foi o atendimento? { URL($survey) }
       *[other] { -desk }: resolvemos o seu chamado { $ticket }. Ainda com problemas? Responda em até { $days } dias. Como foi o atendimento? { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    Seu chamado { $ticket } foi encerrado.

    Se precisar de nós outra vez, responda a esta mensagem. Abriremos um novo chamado com todo o histórico deste.

    { closing }
    { -desk }
    .subject = Seu chamado { $ticket } foi encerrado
    .sms = { -desk }: o seu chamado { $ticket } foi encerrado. Se precisar de mais ajuda, basta responder.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    Seu chamado { $ticket } está aberto novamente. Guardamos todo o histórico.

    Você terá notícias nossas até { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { -desk }
    .subject = Seu chamado { $ticket } está aberto novamente
    .sms = { -desk }: reabrimos o seu chamado { $ticket }. Responderemos até { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src d14a4b53
ticket-delayed =
    { greeting }

    Queremos que você saiba antes de precisar perguntar: seu chamado { $ticket } está demorando mais do que prometemos. Pedimos desculpas por isso.

    { $reason }

    Agora esperamos concluir até { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Se isso for um problema para você, por favor nos avise.

    { closing }
    { -desk }
    .subject = Seu chamado { $ticket } está demorando mais
    .sms = { -desk }: pedimos desculpas, o seu chamado { $ticket } vai demorar mais do que o prometido. Esperamos concluir até { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src ffa142ab
ticket-apology =
    { greeting }

    Pedimos desculpas pelo transtorno com o seu chamado { $ticket }.

    { $reason }

    Como gesto de boa vontade, oferecemos a você { MONEY($amount) }. Não é preciso fazer nada.

    { closing }
    { $agent }
    { -desk }
    .subject = Nosso pedido de desculpas pelo chamado { $ticket }
    .sms = { -desk }: pedimos desculpas pelo transtorno com o chamado { $ticket }. Como gesto de boa vontade, oferecemos { MONEY($amount) }.
