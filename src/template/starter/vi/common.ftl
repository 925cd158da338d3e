### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Bộ phận Chăm sóc Khách hàng

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Kính chào Quý khách,
   *[other] Kính chào Quý khách { $name },
 }

# @src 32d2605f
closing = Trân trọng,
