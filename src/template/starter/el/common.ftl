### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Εξυπηρέτηση πελατών

greeting = { $name ->
    [missing] Γεια σας,
   *[other] Γεια σας { $name },
 }
