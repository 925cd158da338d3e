### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Bộ phận Chăm sóc Khách hàng

greeting = { $name ->
    [missing] Kính chào Quý khách,
   *[other] Kính chào { $name },
 }
