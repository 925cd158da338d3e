### Informal tone over de: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Hallo,
   *[other] Hallo { $name },
 }

# @src 32d2605f
closing = Viele Grüße
