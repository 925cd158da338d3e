### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Servicio al cliente

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Hola:
   *[other] Hola, { $name }:
 }

# @src 32d2605f
closing = Un cordial saludo,
