### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = Ya se ha decidido.
# @src 1500e96e
refusal-already-merged = Este ticket ya forma parte de otro.
# @src 71823c77
refusal-approval-pending = Todavía falta una aprobación.
# @src c3fb01e7
refusal-assignee-required = Asigne primero el ticket a alguien.
# @src db929f8f
refusal-closed-immutable = Este ticket está cerrado y no se puede modificar.
# @src 23540610
refusal-comment-required = Este motivo requiere un comentario.
# @src d1a7014b
refusal-currency-mismatch = No se puede conceder nada en esta moneda.
# @src 609a4aab
refusal-erasure-blocked = Una retención legal lo impide. No se ha borrado nada.
# @src d92775e6
refusal-field-required = Rellene primero los campos obligatorios.
# @src 3f96ff26
refusal-forbidden = No tiene permiso para hacer esto.
# @src fa706d50
refusal-idempotency-mismatch = Esta clave ya se usó para otra orden.
# @src 04a11c14
refusal-invalid-amount = Este importe no se puede conceder.
# @src 26c8454e
refusal-invalid-score = Una puntuación es un número entero de 0 a 10.
# @src a4b2735f
refusal-limit-exceeded = Es más de lo que puede aprobar.
# @src 5a88c255
refusal-link-cycle = Estos enlaces formarían un círculo.
# @src 422e08ca
refusal-link-self = Un ticket no se puede enlazar consigo mismo.
# @src 34b6230c
refusal-max-tier = El ticket ya está en el nivel más alto.
# @src 5ca32826
refusal-merge-into-merged = El destino forma parte de otro ticket.
# @src 39ea788b
refusal-merge-status = Los tickets en este estado no se pueden combinar.
# @src 2dae8644
refusal-merged-immutable = Este ticket forma parte de otro. Utilice ese.
# @src a073d68e
refusal-message-window-closed = En este canal ahora solo se puede enviar una plantilla aprobada.
# @src af09e264
refusal-no-status-map = El otro flujo no tiene un estado para este.
# @src d4204073
refusal-no-survey = Todavía no se ha preguntado al cliente.
# @src 61a1fb05
refusal-not-found = Esto no existe.
# @src 27b04410
refusal-not-in-group = Este agente no está en el grupo.
# @src 5a1986a4
refusal-not-mergeable = Los tickets de este tipo no se pueden combinar.
# @src 37e48db7
refusal-not-your-turn = Antes debe decidir otra persona.
# @src 8b67aed8
refusal-open-children = Aún hay tickets abiertos de los que depende este.
# @src 716b0045
refusal-open-tasks = Quedan tareas por terminar.
# @src 694966bf
refusal-priority-required = La prioridad no se puede quitar.
# @src 7dccedff
refusal-reason-required = Indique un motivo.
# @src c7eb57f8
refusal-self-approval = No puede aprobar su propia solicitud.
# @src 8bf69137
refusal-self-merge = Un ticket no se puede combinar consigo mismo.
# @src c434ca4a
refusal-status-inactive = Este estado ya no se usa.
# @src 70571249
refusal-transition-not-allowed = El ticket no puede pasar de su estado a este.
# @src f6e50207
refusal-unknown-agent = Ningún agente tiene ese nombre.
# @src 48d7502d
refusal-unknown-status = Ese estado no existe.
# @src 3f6dbdc7
refusal-until-in-past = Elija un momento futuro.
# @src 4fa33e19
refusal-until-required = Indique hasta cuándo.
# @src e00f4b84
refusal-version-conflict = Alguien ha cambiado el ticket mientras tanto. Vuelva a revisarlo.
