### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = خدمة العملاء

greeting = { $name ->
    [missing] مرحبًا،
   *[other] مرحبًا { $name }،
 }
