### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Klienditugi

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Tere!
   *[other] Tere, { $name }!
 }

# @src 32d2605f
closing = Lugupidamisega
