### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Atendimento ao cliente

greeting = { $name ->
    [missing] Olá,
   *[other] Olá, { $name },
 }
