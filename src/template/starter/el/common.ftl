### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = Εξυπηρέτηση πελατών

# A name stands after "to" in the nominative: the vocative that a greeting needs cannot be made from a name (Γιώργος, Γιώργο).
# @src 4a5cf4ac
greeting = { $name ->
    [missing] Γεια σας,
   *[other] Προς: { $name }

    Γεια σας,
 }

# @src 32d2605f
closing = Με εκτίμηση,
