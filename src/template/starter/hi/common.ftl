### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = ग्राहक सहायता

# @src 4a5cf4ac
greeting = { $name ->
    [missing] नमस्ते,
   *[other] नमस्ते { $name } जी,
 }

# @src 32d2605f
closing = सादर,
