### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }, tiempo contado
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length }, tiempo no contado, fuera del horario laboral
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length }, tiempo no contado, festivo
   *[other] { $from } – { $to }: { $length }, tiempo no contado, festivo { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length }, tiempo no contado, horario especial
   *[other] { $from } – { $to }: { $length }, tiempo no contado, horario especial { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length }, tiempo no contado, descanso
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length }, tiempo no contado, retirado del horario
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length }, tiempo no contado, en pausa en el estado { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length }, tiempo no contado, en pausa
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length }, tiempo no contado, tique resuelto y reabierto después
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length }, antes de iniciarse el cronómetro
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length }, después de pararse el cronómetro
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }, sin objetivo para este tique

# @src dfc72d7e
sla-verdict-inactive = { $metric }: el cronómetro aún no se ha iniciado
# @src c0d4f34a
sla-verdict-running = { $metric }: tiempo usado { $elapsed } de { $target }, vence: { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: tiempo usado { $elapsed } de { $target }, en pausa
# @src ff438d2d
sla-verdict-met = { $metric }: cumplido, tiempo usado { $elapsed } de { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }: incumplido por { $over }, tiempo usado { $elapsed }, tiempo permitido { $target }, vencía: { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: incumplido y aún abierto, { $over } por encima de { $target }, vencía: { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: cancelado tras { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric }: tiempo usado { $elapsed } de { $target }, no vence nunca: el calendario no tiene más horario laboral

# @src db277d92
problem-always-open-with-hours = { $path }: «siempre abierto» y las horas de la semana se contradicen. Indique solo uno de los dos.
# @src dee904bd
problem-break-outside-hours = { $path }: el descanso «{ $value }» queda fuera del horario y no le resta nada.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: el calendario de esta métrica no se puede usar, vea las demás observaciones.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Una combinación de calendarios no tiene horas propias. Póngalas en una de sus partes.
   *[other] { $path }: una combinación de calendarios no tiene horas propias. Póngalas en una de sus partes.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: unión, intersección y diferencia no se pueden usar a la vez.
# @src 0092602a
problem-date-malformed = { $path }: «{ $value }» no es una fecha. Escríbala así: { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: la fecha «{ $value }» está fuera de los años 1900 a 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: «{ $value }» no es ni una fecha como { "2026-12-24" } ni un día de la semana como { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: los documentos se amplían unos a otros en un círculo que vuelve a «{ $value }».
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: aquí no hay nada que se pueda quitar.
# @src 70f5adc2
problem-extends-unknown = { $path }: no se conoce el documento «{ $value }» que se quiere ampliar.
# @src 2b22132e
problem-field-missing = { $path }: falta este campo.
# @src 5024acef
problem-field-unknown = { $path }: aquí no existe el campo «{ $value }».
# @src f178db12
problem-holiday-malformed = { $path }: «{ $value }» no es un festivo. Escriba { "2026-12-24" }, { "12-24" } para cada año o { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: el festivo «{ $value }» cae en un día que ya no es laborable.
# @src 9ee92f85
problem-holidays-run-out = { $path }: los festivos solo se conocen hasta «{ $value }». Añada los del próximo año.
# @src 75fd69dc
problem-hours-equal = { $path }: las horas «{ $value }» empiezan y acaban a la vez. Se leen como 24 horas.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: las horas «{ $value }» caen en la hora que se salta al empezar el horario de verano.
# @src b409d579
problem-hours-malformed = { $path }: «{ $value }» no es un par de horas. Escriba dos horas como { "09:00" } y { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: las horas «{ $value }» se solapan con otras del mismo día. Se cuentan una vez.
# @src aa7771f1
problem-hours-too-long = { $path }: las horas «{ $value }» pasan del final del día siguiente.
# @src d78fccb3
problem-import-left-out = { $path }: «{ $value }» no se pudo trasladar.
# @src 598770c0
problem-keeper-unknown = { $path }: no se dice quién cumple los compromisos para «{ $value }»; se supone que cualquiera.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] El calendario nunca está abierto.
   *[other] { $path }: el calendario nunca está abierto.
 }
# @src 678023d1
problem-override-lost = { $path }: «{ $value }» no está de turno, porque otro cambio de la misma hora ya sustituye a la persona.
# @src d4ebca1f
problem-range-reversed = { $path }: el intervalo «{ $value }» acaba antes de empezar.
# @src 126333f4
problem-roster-invalid = { $path }: «{ $value }» no es válido en este cuadro de turnos.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: este calendario tiene horario propio y no puede ser el de un cuadrante.
# @src ebcf5242
problem-staffing-unknown = { $path }: el cuadrante solo se consultó hasta «{ $value }»; fuera de ahí el calendario está cerrado.
# @src ed3dc38a
problem-time-malformed = { $path }: «{ $value }» no es una hora. Escríbala así: { "09:00" } o { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: «{ $value }» no es válido aquí.
# @src 92a7d45f
problem-zone-missing = { $path }: falta la zona horaria. Escriba un nombre como { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: la zona horaria «{ $value }» no se conoce.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: la alerta no se puede leer. Indique un porcentaje o un desfase.
   *[other] { $path }: la alerta «{ $value }» no se puede leer. Indique un porcentaje o un desfase.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: hay dos alertas con el nombre «{ $value }».
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: el calendario «{ $value }» no se conoce. Sigue el que está en vigor.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: esta métrica cuenta todo el tiempo y nombra un calendario. Elija uno de los dos.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: la condición no se puede leer.
   *[other] { $path }: la condición «{ $value }» no se puede leer.
 }
# @src be758c80
problem-sla-event-unknown = { $path }: el evento «{ $value }» no se conoce.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: falta el nombre del campo del tique.
   *[other] { $path }: ningún tique de este registro tiene el campo «{ $value }».
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: este campo no significa nada para este tipo de métrica.
# @src b714712c
problem-sla-metrics-missing = { $path }: la política no promete nada. Indique al menos una métrica.
# @src d1211581
problem-sla-name-twice = { $path }: el nombre «{ $value }» aparece dos veces; las mayúsculas, los espacios y los guiones no cuentan.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: el cronómetro se pausa, pero nada lo reanuda.
# @src b008a893
problem-sla-never-starts = { $path }: nada inicia este cronómetro.
# @src 49630411
problem-sla-never-stops = { $path }: nada detiene este cronómetro.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: «{ $value }» es décadas anterior al primer evento; quizá se tomaron milisegundos por microsegundos.
# @src a756d244
problem-sla-pause-at-end = { $path }: el estado «{ $value }» detiene este cronómetro, así que no puede pausarse ahí.
# @src 77a61459
problem-sla-policy-twice = { $path }: hay dos políticas con el nombre «{ $value }».
# @src 6e345867
problem-sla-policy-unreachable = { $path }: esta política nunca se alcanza, porque una anterior sirve para todos los tiques.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: el estado «{ $value }» no se conoce.
# @src 8c342375
problem-sla-target-missing = { $path }: falta el tiempo permitido.
# @src 27aaa956
problem-sla-target-no-default = { $path }: falta un valor predeterminado, así que los tiques con otro valor de «{ $value }» no tienen tiempo permitido.
# @src 18781a97
problem-sla-target-not-positive = { $path }: el tiempo permitido «{ $value }» no es mayor que cero.
# @src 41b58ef8
problem-sla-target-twice = { $path }: el tiempo permitido se indica dos veces.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: el tiempo permitido «{ $value }» no tiene unidad y se lee como segundos.
# @src 98018bf1
problem-template-check = { $path }: la revisión de las plantillas indica «{ $value }».
# @src 90853ecf
problem-workflow-bad-category = { $path }: «{ $value }» no es ninguna de las seis categorías.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: «{ $value }» no puede representar los tickets nuevos ni su categoría. Indique un estado activo de la categoría correcta.
# @src a55659da
problem-workflow-bad-status-name = { $path }: «{ $value }» no puede ser el nombre de un estado.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: el estado «{ $value }» aparece dos veces.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: esta parte del flujo no se puede usar.
   *[other] { $path }: «{ $value }» no se puede usar aquí.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: un flujo necesita un estado en el que se trabaja y otro en el que el trabajo está hecho.
# @src 623f5a88
problem-workflow-missing-next = { $path }: indique qué estado sigue cuando termina el tiempo de «{ $value }».
# @src f25a37d2
problem-workflow-no-initial = { $path }: indique en qué estados puede empezar un ticket.
# @src 38745dff
problem-workflow-timer-loop = { $path }: desde «{ $value }» hay reglas sin plazo que giran en círculo sin fin.
# @src c971f29c
problem-workflow-unknown-status = { $path }: el flujo no tiene el estado «{ $value }».
