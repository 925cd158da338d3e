### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Service client

greeting = { $name ->
    [missing] Bonjour,
   *[other] Bonjour { $name },
 }
