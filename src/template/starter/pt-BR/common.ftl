### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Atendimento ao cliente

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Olá,
   *[other] Olá, { $name },
 }

# @src 32d2605f
closing = Atenciosamente,
