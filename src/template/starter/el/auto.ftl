### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    Γεια σας,

    Λάβαμε το αίτημά σας. Ο αριθμός του είναι { $ticket }.

    Θα έχετε νέα μας το αργότερο στις { DATETIME($due) }. Αν θέλετε να προσθέσετε κάτι, απλώς απαντήστε σε αυτό το μήνυμα: όλα μένουν σε ένα σημείο και δεν θα χρειαστεί να εξηγήσετε κάτι δεύτερη φορά.

    { -desk }
    .subject = Λάβαμε το αίτημά σας { $ticket }
    .sms = { -desk }: λάβαμε το αίτημά σας { $ticket }. Θα έχετε νέα μας το αργότερο στις { DATETIME($due) }.
