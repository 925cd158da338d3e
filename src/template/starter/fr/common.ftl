### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Service client

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Bonjour,
   *[other] Bonjour { $name },
 }

# @src 32d2605f
closing = Cordialement,
