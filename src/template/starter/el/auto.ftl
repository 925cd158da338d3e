### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Γεια σας,

    Λάβαμε το αίτημά σας. Ο αριθμός του είναι { $ticket }.

    Το αργότερο έως { DATETIME($due, dateStyle: "full", timeStyle: "short") } θα έχετε νέα μας. Αν θέλετε να προσθέσετε κάτι, απλώς απαντήστε σε αυτό το μήνυμα: όλα μένουν σε ένα σημείο και δεν θα χρειαστεί να εξηγήσετε κάτι δεύτερη φορά.

    { closing }
    { -desk }
    .subject = Λάβαμε το αίτημά σας { $ticket }
    .sms = { -desk }: λάβαμε το αίτημά σας { $ticket }. Έως { DATETIME($due, dateStyle: "medium", timeStyle: "short") } θα έχετε νέα μας.
