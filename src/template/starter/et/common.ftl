### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Klienditugi

greeting = { $name ->
    [missing] Tere!
   *[other] Tere, { $name }!
 }
