### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }, tempo contado
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length }, tempo não contado, fora do horário comercial
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length }, tempo não contado, feriado
   *[other] { $from } – { $to }: { $length }, tempo não contado, feriado { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length }, tempo não contado, horário especial
   *[other] { $from } – { $to }: { $length }, tempo não contado, horário especial { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length }, tempo não contado, intervalo
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length }, tempo não contado, retirado do horário
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length }, tempo não contado, em pausa no status { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length }, tempo não contado, em pausa
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length }, tempo não contado, chamado resolvido e reaberto depois
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length }, antes do início do cronômetro
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length }, depois da parada do cronômetro
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }, sem meta para este chamado

# @src dfc72d7e
sla-verdict-inactive = { $metric }: o cronômetro ainda não começou
# @src c0d4f34a
sla-verdict-running = { $metric }: tempo usado { $elapsed } de { $target }, vence: { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: tempo usado { $elapsed } de { $target }, em pausa
# @src ff438d2d
sla-verdict-met = { $metric }: cumprido, tempo usado { $elapsed } de { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }: descumprido por { $over }, tempo usado { $elapsed }, tempo permitido { $target }, vencia: { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: descumprido e ainda aberto, { $over } além de { $target }, vencia: { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: cancelado após { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric }: tempo usado { $elapsed } de { $target }, nunca vence: o calendário não tem mais horário comercial

# @src db277d92
problem-always-open-with-hours = { $path }: “sempre aberto” e as horas da semana se contradizem. Indique só um dos dois.
# @src dee904bd
problem-break-outside-hours = { $path }: o intervalo “{ $value }” fica fora do horário e não desconta nada.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: o calendário desta métrica não pode ser usado, veja as outras observações.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Uma combinação de calendários não tem horas próprias. Coloque-as em uma de suas partes.
   *[other] { $path }: uma combinação de calendários não tem horas próprias. Coloque-as em uma de suas partes.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: união, interseção e diferença não podem ser usadas ao mesmo tempo.
# @src 0092602a
problem-date-malformed = { $path }: “{ $value }” não é uma data. Escreva assim: { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: a data “{ $value }” está fora dos anos 1900 a 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: “{ $value }” não é uma data como { "2026-12-24" } nem um dia da semana como { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: os documentos estendem uns aos outros em um círculo que volta a “{ $value }”.
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: não há nada aqui que possa ser removido.
# @src 70f5adc2
problem-extends-unknown = { $path }: o documento “{ $value }”, que deveria ser estendido, não é conhecido.
# @src 2b22132e
problem-field-missing = { $path }: falta este campo.
# @src 5024acef
problem-field-unknown = { $path }: não existe aqui o campo “{ $value }”.
# @src f178db12
problem-holiday-malformed = { $path }: “{ $value }” não é um feriado. Escreva { "2026-12-24" }, { "12-24" } para todo ano ou { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: o feriado “{ $value }” cai em um dia que já não tem expediente.
# @src 9ee92f85
problem-holidays-run-out = { $path }: os feriados só são conhecidos até “{ $value }”. Acrescente os do próximo ano.
# @src 75fd69dc
problem-hours-equal = { $path }: as horas “{ $value }” começam e terminam juntas. São lidas como 24 horas.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: as horas “{ $value }” caem na hora pulada quando começa o horário de verão.
# @src b409d579
problem-hours-malformed = { $path }: “{ $value }” não é um par de horas. Escreva duas horas como { "09:00" } e { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: as horas “{ $value }” se sobrepõem a outras do mesmo dia. Contam uma vez.
# @src aa7771f1
problem-hours-too-long = { $path }: as horas “{ $value }” passam do fim do dia seguinte.
# @src d78fccb3
problem-import-left-out = { $path }: “{ $value }” não pôde ser aproveitado.
# @src 598770c0
problem-keeper-unknown = { $path }: não está dito quem cumpre os compromissos para “{ $value }”; supõe-se que qualquer pessoa.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] O calendário nunca abre.
   *[other] { $path }: o calendário nunca abre.
 }
# @src 678023d1
problem-override-lost = { $path }: “{ $value }” não está de plantão, porque outra substituição no mesmo horário já trocou a pessoa.
# @src d4ebca1f
problem-range-reversed = { $path }: o intervalo “{ $value }” termina antes de começar.
# @src 126333f4
problem-roster-invalid = { $path }: “{ $value }” não é válido nesta escala.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: este calendário tem horário próprio e não pode ser o de uma escala.
# @src ebcf5242
problem-staffing-unknown = { $path }: a escala só foi consultada até “{ $value }”; fora disso o calendário está fechado.
# @src ed3dc38a
problem-time-malformed = { $path }: “{ $value }” não é uma hora. Escreva assim: { "09:00" } ou { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: “{ $value }” não é válido aqui.
# @src 92a7d45f
problem-zone-missing = { $path }: falta o fuso horário. Escreva um nome como { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: o fuso horário “{ $value }” não é conhecido.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: o alerta não pode ser lido. Indique uma porcentagem ou um deslocamento.
   *[other] { $path }: o alerta “{ $value }” não pode ser lido. Indique uma porcentagem ou um deslocamento.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: há dois alertas com o nome “{ $value }”.
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: o calendário “{ $value }” não é conhecido. Continua o que está em vigor.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: esta métrica conta todo o tempo e cita um calendário. Escolha um dos dois.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: a condição não pode ser lida.
   *[other] { $path }: a condição “{ $value }” não pode ser lida.
 }
# @src be758c80
problem-sla-event-unknown = { $path }: o evento “{ $value }” não é conhecido.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: falta o nome do campo do chamado.
   *[other] { $path }: nenhum chamado deste registro tem o campo “{ $value }”.
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: este campo não significa nada para este tipo de métrica.
# @src b714712c
problem-sla-metrics-missing = { $path }: a política não promete nada. Indique pelo menos uma métrica.
# @src d1211581
problem-sla-name-twice = { $path }: o nome “{ $value }” aparece duas vezes; maiúsculas, espaços e hifens não contam.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: o cronômetro entra em pausa, mas nada o retoma.
# @src b008a893
problem-sla-never-starts = { $path }: nada inicia este cronômetro.
# @src 49630411
problem-sla-never-stops = { $path }: nada interrompe este cronômetro.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: “{ $value }” fica décadas antes do primeiro evento; talvez milissegundos tenham sido tomados por microssegundos.
# @src a756d244
problem-sla-pause-at-end = { $path }: o status “{ $value }” encerra este cronômetro, portanto ele não pode pausar ali.
# @src 77a61459
problem-sla-policy-twice = { $path }: há duas políticas com o nome “{ $value }”.
# @src 6e345867
problem-sla-policy-unreachable = { $path }: esta política nunca é alcançada, porque uma anterior serve para todos os chamados.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: o status “{ $value }” não é conhecido.
# @src 8c342375
problem-sla-target-missing = { $path }: falta o tempo permitido.
# @src 27aaa956
problem-sla-target-no-default = { $path }: falta um valor padrão, por isso os chamados com outro valor de “{ $value }” não têm tempo permitido.
# @src 18781a97
problem-sla-target-not-positive = { $path }: o tempo permitido “{ $value }” não é maior que zero.
# @src 41b58ef8
problem-sla-target-twice = { $path }: o tempo permitido aparece duas vezes.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: o tempo permitido “{ $value }” não tem unidade e é lido como segundos.
# @src 98018bf1
problem-template-check = { $path }: a verificação dos modelos informa “{ $value }”.
# @src 90853ecf
problem-workflow-bad-category = { $path }: “{ $value }” não é nenhuma das seis categorias.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: “{ $value }” não pode representar tickets novos nem a categoria. Indique um status ativo da categoria certa.
# @src a55659da
problem-workflow-bad-status-name = { $path }: “{ $value }” não pode ser o nome de um status.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: o status “{ $value }” aparece duas vezes.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: esta parte do fluxo não pode ser usada.
   *[other] { $path }: “{ $value }” não pode ser usado aqui.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: um fluxo precisa de um status em que se trabalha e de outro em que o trabalho está feito.
# @src 623f5a88
problem-workflow-missing-next = { $path }: informe qual status vem depois do tempo de “{ $value }”.
# @src f25a37d2
problem-workflow-no-initial = { $path }: informe em quais status um ticket pode começar.
# @src 38745dff
problem-workflow-timer-loop = { $path }: a partir de “{ $value }”, regras sem prazo giram em círculo sem fim.
# @src c971f29c
problem-workflow-unknown-status = { $path }: o fluxo não tem o status “{ $value }”.
