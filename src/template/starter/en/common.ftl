### Shared by the other files: who writes, and how a message opens and closes.
### @review reference

# The name of the service desk as customers know it. Change it here and it changes everywhere.
-desk = Customer Support

# $name (String, untrusted) the customer's name; leave it out when it is not known
greeting = { $name ->
    [missing] Hello,
   *[other] Hello { $name },
 }

# Stands above the signature.
closing = Kind regards,
