### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Atención al cliente

greeting = { $name ->
    [missing] Hola:
   *[other] Hola, { $name }:
 }
