### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = Isso já foi decidido.
# @src 1500e96e
refusal-already-merged = Este ticket já faz parte de outro.
# @src 71823c77
refusal-approval-pending = Ainda falta uma aprovação.
# @src c3fb01e7
refusal-assignee-required = Atribua primeiro o ticket a alguém.
# @src db929f8f
refusal-closed-immutable = Este ticket está fechado e não pode ser alterado.
# @src 23540610
refusal-comment-required = Este motivo exige um comentário.
# @src d1a7014b
refusal-currency-mismatch = Nada pode ser concedido nesta moeda.
# @src 609a4aab
refusal-erasure-blocked = Uma retenção legal impede isso. Nada foi apagado.
# @src d92775e6
refusal-field-required = Preencha primeiro os campos obrigatórios.
# @src 3f96ff26
refusal-forbidden = Você não tem permissão para fazer isso.
# @src fa706d50
refusal-idempotency-mismatch = Esta chave já foi usada em outro comando.
# @src 04a11c14
refusal-invalid-amount = Este valor não pode ser concedido.
# @src 26c8454e
refusal-invalid-score = Uma nota é um número inteiro de 0 a 10.
# @src a4b2735f
refusal-limit-exceeded = É mais do que você pode aprovar.
# @src 5a88c255
refusal-link-cycle = Esses vínculos formariam um círculo.
# @src 422e08ca
refusal-link-self = Um ticket não pode ser vinculado a si mesmo.
# @src 34b6230c
refusal-max-tier = O ticket já está no nível mais alto.
# @src 5ca32826
refusal-merge-into-merged = O destino já faz parte de outro ticket.
# @src 39ea788b
refusal-merge-status = Tickets neste status não podem ser mesclados.
# @src 2dae8644
refusal-merged-immutable = Este ticket faz parte de outro. Use o outro.
# @src a073d68e
refusal-message-window-closed = Neste canal, agora só é possível enviar um modelo aprovado.
# @src af09e264
refusal-no-status-map = O outro fluxo não tem um status para este.
# @src d4204073
refusal-no-survey = O cliente ainda não foi consultado.
# @src 61a1fb05
refusal-not-found = Isso não existe.
# @src 27b04410
refusal-not-in-group = Este agente não está no grupo.
# @src 5a1986a4
refusal-not-mergeable = Tickets deste tipo não podem ser mesclados.
# @src 37e48db7
refusal-not-your-turn = Outro aprovador decide antes.
# @src 8b67aed8
refusal-open-children = Ainda há tickets abertos dos quais este depende.
# @src 716b0045
refusal-open-tasks = Ainda há tarefas por concluir.
# @src 694966bf
refusal-priority-required = A prioridade não pode ser removida.
# @src 7dccedff
refusal-reason-required = Informe um motivo.
# @src c7eb57f8
refusal-self-approval = Você não pode aprovar o próprio pedido.
# @src 8bf69137
refusal-self-merge = Um ticket não pode ser mesclado com ele mesmo.
# @src c434ca4a
refusal-status-inactive = Este status não é mais usado.
# @src 70571249
refusal-transition-not-allowed = O ticket não pode passar do status atual para este.
# @src f6e50207
refusal-unknown-agent = Nenhum agente tem esse nome.
# @src 48d7502d
refusal-unknown-status = Esse status não existe.
# @src 3f6dbdc7
refusal-until-in-past = Escolha um momento futuro.
# @src 4fa33e19
refusal-until-required = Informe até quando.
# @src e00f4b84
refusal-version-conflict = Alguém alterou o ticket nesse meio-tempo. Confira-o novamente.
