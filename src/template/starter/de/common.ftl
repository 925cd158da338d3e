### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Kundenservice

greeting = { $name ->
    [missing] Guten Tag,
   *[other] Guten Tag { $name },
 }
