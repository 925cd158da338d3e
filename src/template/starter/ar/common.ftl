### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = خدمة العملاء

# @src 4a5cf4ac
greeting = { $name ->
    [missing] مرحبًا،
   *[other] مرحبًا { $name }،
 }

# @src 32d2605f
closing = مع خالص التحية،
