### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to } : { $length }, temps compté
# @src b5c33d8b
sla-piece-closed = { $from } – { $to } : { $length }, temps non compté, en dehors des heures d’ouverture
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to } : { $length }, temps non compté, jour férié
   *[other] { $from } – { $to } : { $length }, temps non compté, jour férié { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to } : { $length }, temps non compté, horaires exceptionnels
   *[other] { $from } – { $to } : { $length }, temps non compté, horaires exceptionnels { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to } : { $length }, temps non compté, pause
# @src d99c46b0
sla-piece-excluded = { $from } – { $to } : { $length }, temps non compté, retiré des heures d’ouverture
# @src 80e68112
sla-piece-paused = { $from } – { $to } : { $length }, temps non compté, suspendu dans le statut { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to } : { $length }, temps non compté, suspendu
# @src 07619e05
sla-piece-solved = { $from } – { $to } : { $length }, temps non compté, ticket résolu puis rouvert
# @src 9721332d
sla-piece-before-start = { $from } – { $to } : { $length }, avant le départ du chronomètre
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to } : { $length }, après l’arrêt du chronomètre
# @src 69f0510b
sla-piece-no-target = { $from } – { $to } : { $length }, sans objectif pour ce ticket

# @src dfc72d7e
sla-verdict-inactive = { $metric } : le chronomètre n’a pas encore démarré
# @src c0d4f34a
sla-verdict-running = { $metric } : temps utilisé { $elapsed } sur { $target }, échéance : { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric } : temps utilisé { $elapsed } sur { $target }, en suspens
# @src ff438d2d
sla-verdict-met = { $metric } : respecté, temps utilisé { $elapsed } sur { $target }
# @src bed1bb08
sla-verdict-missed = { $metric } : manqué de { $over }, temps utilisé { $elapsed }, temps accordé { $target }, échéance : { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric } : dépassé et toujours ouvert, { $over } au-delà de { $target }, échéance : { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric } : annulé après { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric } : temps utilisé { $elapsed } sur { $target }, sans échéance : le calendrier n’a plus d’heures d’ouverture

# @src db277d92
problem-always-open-with-hours = { $path } : « toujours ouvert » et les heures de la semaine se contredisent. N’indiquez que l’un des deux.
# @src dee904bd
problem-break-outside-hours = { $path } : la pause « { $value } » tombe en dehors des heures d’ouverture et n’en retire rien.
# @src 07fc6aa7
problem-calendar-invalid = { $path } : le calendrier de cet indicateur est inutilisable, voir les autres remarques.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Une combinaison de calendriers n’a pas d’heures propres. Placez-les dans l’une de ses parties.
   *[other] { $path } : une combinaison de calendriers n’a pas d’heures propres. Placez-les dans l’une de ses parties.
 }
# @src ff1c8119
problem-combinations-mixed = { $path } : union, intersection et différence ne peuvent pas être utilisées en même temps.
# @src 0092602a
problem-date-malformed = { $path } : « { $value } » n’est pas une date. Écrivez-la ainsi : { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path } : la date « { $value } » est hors des années 1900 à 2200.
# @src e82eb0b2
problem-day-malformed = { $path } : « { $value } » n’est ni une date comme { "2026-12-24" } ni un jour de la semaine comme { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path } : les documents se complètent en boucle et reviennent à « { $value } ».
# @src 319e5bbe
problem-extends-removes-nothing = { $path } : il n’y a rien à retirer ici.
# @src 70f5adc2
problem-extends-unknown = { $path } : le document « { $value } » à compléter n’est pas connu.
# @src 2b22132e
problem-field-missing = { $path } : ce champ manque.
# @src 5024acef
problem-field-unknown = { $path } : il n’y a pas de champ « { $value } » ici.
# @src f178db12
problem-holiday-malformed = { $path } : « { $value } » n’est pas un jour férié. Écrivez { "2026-12-24" }, { "12-24" } pour chaque année ou { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path } : le jour férié « { $value } » tombe un jour déjà fermé.
# @src 9ee92f85
problem-holidays-run-out = { $path } : les jours fériés ne sont connus que jusqu’à la date « { $value } ». Ajoutez ceux de l’année prochaine.
# @src 75fd69dc
problem-hours-equal = { $path } : les heures « { $value } » commencent et finissent au même moment. Elles valent 24 heures.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path } : les heures « { $value } » tombent dans l’heure sautée au passage à l’heure d’été.
# @src b409d579
problem-hours-malformed = { $path } : « { $value } » n’est pas une paire d’heures. Écrivez deux heures comme { "09:00" } et { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path } : les heures « { $value } » en chevauchent d’autres du même jour. Elles comptent une fois.
# @src aa7771f1
problem-hours-too-long = { $path } : les heures « { $value } » dépassent la fin du lendemain.
# @src d78fccb3
problem-import-left-out = { $path } : « { $value } » n’a pas pu être repris.
# @src 598770c0
problem-keeper-unknown = { $path } : il n’est pas dit qui tient les engagements pour « { $value } » ; on suppose que tout le monde le peut.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] Le calendrier n’est jamais ouvert.
   *[other] { $path } : le calendrier n’est jamais ouvert.
 }
# @src 678023d1
problem-override-lost = { $path } : « { $value } » n’est pas de service, car un autre remplacement au même moment a déjà remplacé la personne.
# @src d4ebca1f
problem-range-reversed = { $path } : la période « { $value } » finit avant de commencer.
# @src 126333f4
problem-roster-invalid = { $path } : « { $value } » ne convient pas dans ce planning.
# @src 665ded4f
problem-staffed-by-with-hours = { $path } : ce calendrier a ses propres horaires et ne peut pas être celui d’un planning.
# @src ebcf5242
problem-staffing-unknown = { $path } : le planning n’a été consulté que jusqu’à « { $value } » ; en dehors, le calendrier est fermé.
# @src ed3dc38a
problem-time-malformed = { $path } : « { $value } » n’est pas une heure. Écrivez-la ainsi : { "09:00" } ou { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path } : « { $value } » ne convient pas ici.
# @src 92a7d45f
problem-zone-missing = { $path } : le fuseau horaire manque. Écrivez un nom comme { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path } : le fuseau horaire « { $value } » est inconnu.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path } : l’alerte est illisible. Donnez-lui un pourcentage ou un décalage.
   *[other] { $path } : l’alerte « { $value } » est illisible. Donnez-lui un pourcentage ou un décalage.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path } : deux alertes portent le nom « { $value } ».
# @src 9d641ebb
problem-sla-calendar-unknown = { $path } : le calendrier « { $value } » est inconnu. Celui en vigueur reste.
# @src e948e1e5
problem-sla-clock-contradicts = { $path } : cet indicateur compte tout le temps et nomme un calendrier. Choisissez l’un des deux.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path } : la condition est illisible.
   *[other] { $path } : la condition « { $value } » est illisible.
 }
# @src be758c80
problem-sla-event-unknown = { $path } : l’événement « { $value } » est inconnu.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path } : le nom du champ de ticket manque.
   *[other] { $path } : aucun ticket de ce journal n’a le champ « { $value } ».
 }
# @src 57c888b7
problem-sla-field-unused = { $path } : ce champ n’a pas de sens pour ce type d’indicateur.
# @src b714712c
problem-sla-metrics-missing = { $path } : la politique ne promet rien. Donnez-lui au moins un indicateur.
# @src d1211581
problem-sla-name-twice = { $path } : le nom « { $value } » figure deux fois ; la casse, les espaces et les traits d’union ne comptent pas.
# @src 9d63e35b
problem-sla-never-resumes = { $path } : le chronomètre est suspendu, mais rien ne le relance.
# @src b008a893
problem-sla-never-starts = { $path } : rien ne démarre ce chronomètre.
# @src 49630411
problem-sla-never-stops = { $path } : rien n’arrête ce chronomètre.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path } : « { $value } » se situe des décennies avant le premier événement ; des millisecondes ont peut-être été prises pour des microsecondes.
# @src a756d244
problem-sla-pause-at-end = { $path } : le statut « { $value } » arrête ce chronomètre, qui ne peut donc pas y être suspendu.
# @src 77a61459
problem-sla-policy-twice = { $path } : deux politiques portent le nom « { $value } ».
# @src 6e345867
problem-sla-policy-unreachable = { $path } : cette politique n’est jamais atteinte, car une politique précédente convient à tous les tickets.
# @src 53ef9f12
problem-sla-status-unknown = { $path } : le statut « { $value } » est inconnu.
# @src 8c342375
problem-sla-target-missing = { $path } : le temps accordé manque.
# @src 27aaa956
problem-sla-target-no-default = { $path } : il manque une valeur par défaut ; les tickets dont « { $value } » a une autre valeur n’ont aucun temps accordé.
# @src 18781a97
problem-sla-target-not-positive = { $path } : le temps accordé « { $value } » n’est pas supérieur à zéro.
# @src 41b58ef8
problem-sla-target-twice = { $path } : le temps accordé est indiqué deux fois.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path } : le temps accordé « { $value } » n’a pas d’unité et est lu en secondes.
# @src 98018bf1
problem-template-check = { $path } : le contrôle des modèles signale « { $value } ».
# @src 90853ecf
problem-workflow-bad-category = { $path } : « { $value } » n’est aucune des six catégories.
# @src 00b3bca5
problem-workflow-bad-default = { $path } : « { $value } » ne peut pas représenter les nouveaux tickets ou sa catégorie. Indiquez un état actif de la bonne catégorie.
# @src a55659da
problem-workflow-bad-status-name = { $path } : « { $value } » ne peut pas être le nom d’un état.
# @src 0359071a
problem-workflow-duplicate-status = { $path } : l’état « { $value } » figure deux fois.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path } : cette partie du processus est inutilisable.
   *[other] { $path } : « { $value } » est inutilisable ici.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path } : un processus exige un état où l’on travaille et un état où le travail est fait.
# @src 623f5a88
problem-workflow-missing-next = { $path } : indiquez l’état qui suit à la fin de « { $value } ».
# @src f25a37d2
problem-workflow-no-initial = { $path } : indiquez dans quels états un ticket peut commencer.
# @src 38745dff
problem-workflow-timer-loop = { $path } : à partir de « { $value } », des règles sans délai tournent en rond sans fin.
# @src c971f29c
problem-workflow-unknown-status = { $path } : le processus n’a pas d’état « { $value } ».
