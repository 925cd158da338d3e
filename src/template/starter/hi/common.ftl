### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = ग्राहक सहायता

greeting = { $name ->
    [missing] नमस्ते,
   *[other] नमस्ते { $name },
 }
