### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Kundenservice

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Guten Tag,
   *[other] Guten Tag { $name },
 }

# @src 32d2605f
closing = Freundliche Grüße
