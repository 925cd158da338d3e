### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = Darüber ist schon entschieden.
# @src 1500e96e
refusal-already-merged = Dieses Ticket gehört schon zu einem anderen.
# @src 71823c77
refusal-approval-pending = Eine Freigabe steht noch aus.
# @src c3fb01e7
refusal-assignee-required = Weisen Sie das Ticket zuerst jemandem zu.
# @src db929f8f
refusal-closed-immutable = Dieses Ticket ist geschlossen und lässt sich nicht mehr ändern.
# @src 23540610
refusal-comment-required = Zu diesem Grund gehört ein Kommentar.
# @src d1a7014b
refusal-currency-mismatch = In dieser Währung kann nichts gewährt werden.
# @src 609a4aab
refusal-erasure-blocked = Eine rechtliche Aufbewahrungspflicht verbietet das. Es wurde nichts gelöscht.
# @src d92775e6
refusal-field-required = Füllen Sie zuerst die Pflichtfelder aus.
# @src 3f96ff26
refusal-forbidden = Dazu haben Sie kein Recht.
# @src fa706d50
refusal-idempotency-mismatch = Dieser Schlüssel wurde schon für einen anderen Befehl benutzt.
# @src 04a11c14
refusal-invalid-amount = Dieser Betrag kann nicht gewährt werden.
# @src 26c8454e
refusal-invalid-score = Eine Bewertung ist eine ganze Zahl von 0 bis 10.
# @src a4b2735f
refusal-limit-exceeded = Das ist mehr, als Sie freigeben dürfen.
# @src 5a88c255
refusal-link-cycle = Diese Verknüpfungen würden im Kreis führen.
# @src 422e08ca
refusal-link-self = Ein Ticket lässt sich nicht mit sich selbst verknüpfen.
# @src 34b6230c
refusal-max-tier = Das Ticket ist schon auf der höchsten Stufe.
# @src 5ca32826
refusal-merge-into-merged = Das Ziel gehört selbst zu einem anderen Ticket.
# @src 39ea788b
refusal-merge-status = Tickets in diesem Status lassen sich nicht zusammenführen.
# @src 2dae8644
refusal-merged-immutable = Dieses Ticket gehört zu einem anderen. Benutzen Sie jenes.
# @src a073d68e
refusal-message-window-closed = Auf diesem Kanal kann jetzt nur eine freigegebene Vorlage gesendet werden.
# @src af09e264
refusal-no-status-map = Der andere Ablauf hat keinen Status für diesen.
# @src d4204073
refusal-no-survey = Der Kunde wurde noch nicht gefragt.
# @src 61a1fb05
refusal-not-found = Das gibt es nicht.
# @src 27b04410
refusal-not-in-group = Diese Person gehört nicht zur Gruppe.
# @src 5a1986a4
refusal-not-mergeable = Tickets dieser Art lassen sich nicht zusammenführen.
# @src 37e48db7
refusal-not-your-turn = Zuerst entscheidet jemand anderes.
# @src 8b67aed8
refusal-open-children = Tickets, von denen dieses abhängt, sind noch offen.
# @src 716b0045
refusal-open-tasks = Einige Aufgaben sind noch nicht erledigt.
# @src 694966bf
refusal-priority-required = Die Priorität lässt sich nicht entfernen.
# @src 7dccedff
refusal-reason-required = Geben Sie einen Grund an.
# @src c7eb57f8
refusal-self-approval = Sie können Ihre eigene Anfrage nicht freigeben.
# @src 8bf69137
refusal-self-merge = Ein Ticket lässt sich nicht mit sich selbst zusammenführen.
# @src c434ca4a
refusal-status-inactive = Dieser Status wird nicht mehr benutzt.
# @src 70571249
refusal-transition-not-allowed = Von seinem Status aus kann das Ticket nicht in diesen wechseln.
# @src f6e50207
refusal-unknown-agent = Es gibt niemanden mit diesem Namen.
# @src 48d7502d
refusal-unknown-status = Diesen Status gibt es nicht.
# @src 3f6dbdc7
refusal-until-in-past = Wählen Sie einen Zeitpunkt in der Zukunft.
# @src 4fa33e19
refusal-until-required = Geben Sie an, bis wann.
# @src e00f4b84
refusal-version-conflict = Jemand hat das Ticket inzwischen geändert. Sehen Sie es sich noch einmal an.
