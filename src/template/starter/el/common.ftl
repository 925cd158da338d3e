### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Εξυπηρέτηση πελατών

# @src 4a5cf4ac
greeting = { $name ->
    [missing] Γεια σας,
   *[other] Γεια σας { $name },
 }
