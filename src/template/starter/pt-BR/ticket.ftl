### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    Aqui quem fala é { $agent }, responsável pela sua solicitação { $ticket }. Tenho em mãos tudo o que você já nos escreveu, então não é preciso repetir nada.

    Você terá notícias minhas novamente até { DATETIME($due) }.

    { $agent }
    { -desk }
    .subject = Sua solicitação { $ticket }
    .sms = { -desk }: { $agent } está cuidando da sua solicitação { $ticket }. Próximas notícias até { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    Para avançar com a sua solicitação { $ticket }, precisamos da sua ajuda:

    { $question }

    { $days ->
        [one] Se não tivermos resposta em { $days } dia, fecharemos a solicitação.
       *[other] Se não tivermos resposta em { $days } dias, fecharemos a solicitação.
    } Você ainda poderá responder depois disso.

    { -desk }
    .subject = Precisamos da sua ajuda com a solicitação { $ticket }
    .sms = { $days ->
        [one] { -desk }: precisamos da sua ajuda com a solicitação { $ticket }. Por favor, leia a nossa mensagem. Ela fica aberta por { $days } dia.
       *[other] { -desk }: precisamos da sua ajuda com a solicitação { $ticket }. Por favor, leia a nossa mensagem. Ela fica aberta por { $days } dias.
    }

# @src 953891f7
ticket-solved =
    { greeting }

    Acreditamos que a sua solicitação { $ticket } está resolvida.

    { $days ->
        [one] Se não estiver, responda a esta mensagem em até { $days } dia e continuaremos de onde paramos.
       *[other] Se não estiver, responda a esta mensagem em até { $days } dias e continuaremos de onde paramos.
    }

    Como foi o nosso atendimento? Leva menos de um minuto: { URL($survey) }

    { -desk }
    .subject = Sua solicitação { $ticket } está resolvida
    .sms = { $days ->
        [one] { -desk }: sua solicitação { $ticket } está resolvida. Não está? Responda em até { $days } dia. Sua opinião: { URL($survey) }
       *[other] { -desk }: sua solicitação { $ticket } está resolvida. Não está? Responda em até { $days } dias. Sua opinião: { URL($survey) }
    }

# @src e6e2871d
ticket-closed =
    { greeting }

    Sua solicitação { $ticket } foi encerrada.

    Se precisar de nós outra vez, responda a esta mensagem. Abriremos uma nova solicitação com todo o histórico desta.

    { -desk }
    .subject = Sua solicitação { $ticket } foi encerrada
    .sms = { -desk }: sua solicitação { $ticket } foi encerrada. Se precisar de nós outra vez, basta responder.

# @src 581d919e
ticket-reopened =
    { greeting }

    Sua solicitação { $ticket } está aberta novamente. Guardamos todo o histórico.

    Você terá notícias nossas até { DATETIME($due) }.

    { -desk }
    .subject = Sua solicitação { $ticket } está aberta novamente
    .sms = { -desk }: sua solicitação { $ticket } está aberta novamente. Você terá notícias nossas até { DATETIME($due) }.

# @src 7d4846be
ticket-delayed =
    { greeting }

    Queremos que você saiba antes de precisar perguntar: sua solicitação { $ticket } está demorando mais do que prometemos.

    { $reason }

    Agora esperamos concluir até { DATETIME($due) }. Se isso for um problema para você, por favor nos avise.

    { -desk }
    .subject = Sua solicitação { $ticket } está demorando mais
    .sms = { -desk }: lamentamos que a sua solicitação { $ticket } demore mais do que o prometido. Novo prazo: { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    Pedimos desculpas pelo que aconteceu com a sua solicitação { $ticket }.

    { $reason }

    Você não deveria ter passado por isso. Como compensação, oferecemos a você { MONEY($amount) }. Não é preciso fazer nada.

    { $agent }
    { -desk }
    .subject = Nosso pedido de desculpas pela solicitação { $ticket }
    .sms = { -desk }: pedimos desculpas pela solicitação { $ticket }. Como compensação, oferecemos a você { MONEY($amount) }.
