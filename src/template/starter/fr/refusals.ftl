### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = La décision a déjà été prise.
# @src 1500e96e
refusal-already-merged = Ce ticket fait déjà partie d’un autre.
# @src 71823c77
refusal-approval-pending = Une approbation est encore en attente.
# @src c3fb01e7
refusal-assignee-required = Attribuez d’abord le ticket à quelqu’un.
# @src db929f8f
refusal-closed-immutable = Ce ticket est clos et ne peut plus être modifié.
# @src 23540610
refusal-comment-required = Ce motif exige un commentaire.
# @src d1a7014b
refusal-currency-mismatch = Rien ne peut être accordé dans cette devise.
# @src 609a4aab
refusal-erasure-blocked = Une obligation légale de conservation l’interdit. Rien n’a été effacé.
# @src d92775e6
refusal-field-required = Remplissez d’abord les champs obligatoires.
# @src 3f96ff26
refusal-forbidden = Vous n’avez pas le droit de faire cela.
# @src fa706d50
refusal-idempotency-mismatch = Cette clé a déjà servi à une autre commande.
# @src 04a11c14
refusal-invalid-amount = Ce montant ne peut pas être accordé.
# @src 26c8454e
refusal-invalid-score = Une note est un nombre entier de 0 à 10.
# @src a4b2735f
refusal-limit-exceeded = C’est plus que ce que vous pouvez approuver.
# @src 5a88c255
refusal-link-cycle = Ces liens formeraient une boucle.
# @src 422e08ca
refusal-link-self = Un ticket ne peut pas être lié à lui-même.
# @src 34b6230c
refusal-max-tier = Le ticket est déjà au niveau le plus élevé.
# @src 5ca32826
refusal-merge-into-merged = La cible fait elle-même partie d’un autre ticket.
# @src 39ea788b
refusal-merge-status = Les tickets dans cet état ne peuvent pas être fusionnés.
# @src 2dae8644
refusal-merged-immutable = Ce ticket fait partie d’un autre. Utilisez celui-là.
# @src a073d68e
refusal-message-window-closed = Sur ce canal, seul un modèle approuvé peut être envoyé maintenant.
# @src af09e264
refusal-no-status-map = L’autre processus n’a pas d’état correspondant.
# @src d4204073
refusal-no-survey = Le client n’a pas encore été interrogé.
# @src 61a1fb05
refusal-not-found = Cela n’existe pas.
# @src 27b04410
refusal-not-in-group = Cet agent n’est pas dans le groupe.
# @src 5a1986a4
refusal-not-mergeable = Les tickets de ce type ne peuvent pas être fusionnés.
# @src 37e48db7
refusal-not-your-turn = Un autre approbateur doit se prononcer avant.
# @src 8b67aed8
refusal-open-children = Des tickets dont celui-ci dépend sont encore ouverts.
# @src 716b0045
refusal-open-tasks = Certaines tâches ne sont pas terminées.
# @src 694966bf
refusal-priority-required = La priorité ne peut pas être supprimée.
# @src 7dccedff
refusal-reason-required = Indiquez un motif.
# @src c7eb57f8
refusal-self-approval = Vous ne pouvez pas approuver votre propre demande.
# @src 8bf69137
refusal-self-merge = Un ticket ne peut pas être fusionné avec lui-même.
# @src c434ca4a
refusal-status-inactive = Cet état n’est plus utilisé.
# @src 70571249
refusal-transition-not-allowed = Le ticket ne peut pas passer de son état à celui-ci.
# @src f6e50207
refusal-unknown-agent = Aucun agent ne porte ce nom.
# @src 48d7502d
refusal-unknown-status = Cet état n’existe pas.
# @src 3f6dbdc7
refusal-until-in-past = Choisissez un moment à venir.
# @src 4fa33e19
refusal-until-required = Indiquez jusqu’à quand.
# @src e00f4b84
refusal-version-conflict = Quelqu’un a modifié le ticket entre-temps. Consultez-le de nouveau.
