### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }, υπολογίζεται
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length }, δεν υπολογίζεται, εκτός ωραρίου
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length }, δεν υπολογίζεται, αργία
   *[other] { $from } – { $to }: { $length }, δεν υπολογίζεται, αργία { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length }, δεν υπολογίζεται, ειδικό ωράριο
   *[other] { $from } – { $to }: { $length }, δεν υπολογίζεται, ειδικό ωράριο { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length }, δεν υπολογίζεται, διάλειμμα
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length }, δεν υπολογίζεται, αφαιρέθηκε από το ωράριο
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length }, δεν υπολογίζεται, σε παύση στην κατάσταση { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length }, δεν υπολογίζεται, σε παύση
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length }, δεν υπολογίζεται, επιλύθηκε και άνοιξε ξανά αργότερα
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length }, πριν αρχίσει η μέτρηση του χρόνου
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length }, αφού σταμάτησε η μέτρηση του χρόνου
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }, χωρίς στόχο για αυτό το αίτημα

# @src dfc72d7e
sla-verdict-inactive = { $metric }: η μέτρηση του χρόνου δεν έχει αρχίσει ακόμη
# @src c0d4f34a
sla-verdict-running = { $metric }: χρησιμοποιημένος χρόνος { $elapsed } από { $target }, λήξη: { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: χρησιμοποιημένος χρόνος { $elapsed } από { $target }, σε παύση
# @src ff438d2d
sla-verdict-met = { $metric }: τηρήθηκε, χρησιμοποιημένος χρόνος { $elapsed } από { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }: καθυστέρηση { $over }, χρησιμοποιημένος χρόνος { $elapsed }, επιτρεπόμενος { $target }, λήξη: { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: εκπρόθεσμο και ακόμη ανοιχτό, { $over } πάνω από { $target }, λήξη: { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: ακυρώθηκε μετά από { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric }: χρησιμοποιημένος χρόνος { $elapsed } από { $target }, δεν λήγει ποτέ: το ημερολόγιο δεν έχει άλλο ωράριο

# @src db277d92
problem-always-open-with-hours = { $path }: το «πάντα ανοιχτό» και οι ώρες της εβδομάδας αντιφάσκουν. Γράψτε μόνο ένα από τα δύο.
# @src dee904bd
problem-break-outside-hours = { $path }: το διάλειμμα «{ $value }» πέφτει εκτός ωραρίου και δεν αφαιρεί τίποτα από αυτό.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: το ημερολόγιο αυτού του δείκτη δεν μπορεί να χρησιμοποιηθεί, δείτε τις άλλες παρατηρήσεις.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Ένας συνδυασμός ημερολογίων δεν έχει δικές του ώρες. Βάλτε τις σε ένα από τα μέρη του.
   *[other] { $path }: ένας συνδυασμός ημερολογίων δεν έχει δικές του ώρες. Βάλτε τις σε ένα από τα μέρη του.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: η ένωση, η τομή και η διαφορά δεν μπορούν να χρησιμοποιηθούν μαζί.
# @src 0092602a
problem-date-malformed = { $path }: το «{ $value }» δεν είναι ημερομηνία. Γράψτε το ως { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: η ημερομηνία «{ $value }» είναι εκτός των ετών 1900 έως 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: το «{ $value }» δεν είναι ούτε ημερομηνία όπως { "2026-12-24" } ούτε ημέρα της εβδομάδας όπως { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: τα έγγραφα επεκτείνουν το ένα το άλλο κυκλικά και καταλήγουν πάλι στο «{ $value }».
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: δεν υπάρχει τίποτα εδώ που να μπορεί να αφαιρεθεί.
# @src 70f5adc2
problem-extends-unknown = { $path }: το έγγραφο «{ $value }» που πρόκειται να επεκταθεί δεν είναι γνωστό.
# @src 2b22132e
problem-field-missing = { $path }: αυτό το πεδίο λείπει.
# @src 5024acef
problem-field-unknown = { $path }: δεν υπάρχει εδώ πεδίο «{ $value }».
# @src f178db12
problem-holiday-malformed = { $path }: το «{ $value }» δεν είναι αργία. Γράψτε { "2026-12-24" }, { "12-24" } για κάθε έτος ή { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: η αργία «{ $value }» πέφτει σε ημέρα που είναι ήδη κλειστή.
# @src 9ee92f85
problem-holidays-run-out = { $path }: οι αργίες είναι γνωστές μόνο έως «{ $value }». Προσθέστε τις αργίες του επόμενου έτους.
# @src 75fd69dc
problem-hours-equal = { $path }: οι ώρες «{ $value }» αρχίζουν και τελειώνουν μαζί. Διαβάζονται ως 24 ώρες.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: οι ώρες «{ $value }» πέφτουν στην ώρα που παραλείπεται όταν αρχίζει η θερινή ώρα.
# @src b409d579
problem-hours-malformed = { $path }: το «{ $value }» δεν είναι ζεύγος ωρών. Γράψτε δύο ώρες όπως { "09:00" } και { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: οι ώρες «{ $value }» επικαλύπτουν άλλες της ίδιας ημέρας. Υπολογίζονται μία φορά.
# @src aa7771f1
problem-hours-too-long = { $path }: οι ώρες «{ $value }» ξεπερνούν το τέλος της επόμενης ημέρας.
# @src d78fccb3
problem-import-left-out = { $path }: δεν ήταν δυνατή η μεταφορά του «{ $value }».
# @src 598770c0
problem-keeper-unknown = { $path }: δεν αναφέρεται ποιος τηρεί τις δεσμεύσεις για «{ $value }»· θεωρείται ότι το κάνει οποιοσδήποτε.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] Το ημερολόγιο δεν είναι ποτέ ανοιχτό.
   *[other] { $path }: το ημερολόγιο δεν είναι ποτέ ανοιχτό.
 }
# @src 678023d1
problem-override-lost = { $path }: το άτομο «{ $value }» δεν είναι σε βάρδια, γιατί μια άλλη αλλαγή της ίδιας ώρας έχει ήδη αντικαταστήσει το άτομο.
# @src d4ebca1f
problem-range-reversed = { $path }: το διάστημα «{ $value }» τελειώνει πριν αρχίσει.
# @src 126333f4
problem-roster-invalid = { $path }: το «{ $value }» δεν ταιριάζει σε αυτό το πρόγραμμα βαρδιών.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: αυτό το ημερολόγιο έχει δικές του ώρες και δεν μπορεί να είναι ημερολόγιο προγράμματος βαρδιών.
# @src ebcf5242
problem-staffing-unknown = { $path }: το πρόγραμμα βαρδιών εξετάστηκε μόνο έως «{ $value }»· εκτός αυτού το ημερολόγιο είναι κλειστό.
# @src ed3dc38a
problem-time-malformed = { $path }: το «{ $value }» δεν είναι ώρα. Γράψτε το ως { "09:00" } ή { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: το «{ $value }» δεν ταιριάζει εδώ.
# @src 92a7d45f
problem-zone-missing = { $path }: λείπει η ζώνη ώρας. Γράψτε ένα όνομα όπως { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: η ζώνη ώρας «{ $value }» είναι άγνωστη.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: η ειδοποίηση δεν διαβάζεται. Δώστε της ποσοστό ή χρονική απόσταση.
   *[other] { $path }: η ειδοποίηση «{ $value }» δεν διαβάζεται. Δώστε της ποσοστό ή χρονική απόσταση.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: δύο ειδοποιήσεις έχουν το όνομα «{ $value }».
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: το ημερολόγιο «{ $value }» είναι άγνωστο. Ισχύει το προηγούμενο.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: αυτός ο δείκτης μετρά όλο τον χρόνο και ορίζει ημερολόγιο. Επιλέξτε ένα από τα δύο.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: η συνθήκη δεν διαβάζεται.
   *[other] { $path }: η συνθήκη «{ $value }» δεν διαβάζεται.
 }
# @src be758c80
problem-sla-event-unknown = { $path }: το συμβάν «{ $value }» είναι άγνωστο.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: λείπει το όνομα του πεδίου του αιτήματος.
   *[other] { $path }: κανένα αίτημα αυτού του αρχείου δεν έχει το πεδίο «{ $value }».
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: αυτό το πεδίο δεν έχει νόημα για αυτό το είδος δείκτη.
# @src b714712c
problem-sla-metrics-missing = { $path }: η πολιτική δεν υπόσχεται τίποτα. Δώστε της τουλάχιστον έναν δείκτη.
# @src d1211581
problem-sla-name-twice = { $path }: το όνομα «{ $value }» υπάρχει δύο φορές· τα πεζά και τα κεφαλαία, τα κενά και οι παύλες δεν μετρούν.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: η μέτρηση του χρόνου διακόπτεται, αλλά τίποτα δεν τη συνεχίζει.
# @src b008a893
problem-sla-never-starts = { $path }: τίποτα δεν ξεκινά αυτή τη μέτρηση χρόνου.
# @src 49630411
problem-sla-never-stops = { $path }: τίποτα δεν σταματά αυτή τη μέτρηση χρόνου.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: το «{ $value }» είναι δεκαετίες πριν από το πρώτο συμβάν· ίσως χιλιοστά του δευτερολέπτου εκλήφθηκαν ως μικροδευτερόλεπτα.
# @src a756d244
problem-sla-pause-at-end = { $path }: η κατάσταση «{ $value }» τερματίζει αυτή τη μέτρηση χρόνου, άρα δεν μπορεί να διακοπεί εκεί.
# @src 77a61459
problem-sla-policy-twice = { $path }: δύο πολιτικές έχουν το όνομα «{ $value }».
# @src 6e345867
problem-sla-policy-unreachable = { $path }: αυτή η πολιτική δεν εφαρμόζεται ποτέ, γιατί μια προηγούμενη ταιριάζει σε κάθε αίτημα.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: η κατάσταση «{ $value }» είναι άγνωστη.
# @src 8c342375
problem-sla-target-missing = { $path }: λείπει ο επιτρεπόμενος χρόνος.
# @src 27aaa956
problem-sla-target-no-default = { $path }: λείπει η προεπιλογή, οπότε τα αιτήματα με άλλη τιμή στο «{ $value }» δεν έχουν επιτρεπόμενο χρόνο.
# @src 18781a97
problem-sla-target-not-positive = { $path }: ο επιτρεπόμενος χρόνος «{ $value }» δεν είναι μεγαλύτερος από το μηδέν.
# @src 41b58ef8
problem-sla-target-twice = { $path }: ο επιτρεπόμενος χρόνος δίνεται δύο φορές.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: ο επιτρεπόμενος χρόνος «{ $value }» δεν έχει μονάδα και διαβάζεται ως δευτερόλεπτα.
# @src 98018bf1
problem-template-check = { $path }: ο έλεγχος των προτύπων αναφέρει «{ $value }».
# @src 90853ecf
problem-workflow-bad-category = { $path }: το «{ $value }» δεν είναι καμία από τις έξι κατηγορίες.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: το «{ $value }» δεν μπορεί να είναι προεπιλογή. Δώστε μια ενεργή κατάσταση της σωστής κατηγορίας.
# @src a55659da
problem-workflow-bad-status-name = { $path }: το «{ $value }» δεν μπορεί να είναι όνομα κατάστασης.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: η κατάσταση «{ $value }» υπάρχει δύο φορές.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: αυτό το μέρος της ροής δεν μπορεί να χρησιμοποιηθεί.
   *[other] { $path }: το «{ $value }» δεν μπορεί να χρησιμοποιηθεί εδώ.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: μια ροή χρειάζεται μία κατάσταση στην οποία γίνεται η δουλειά και μία στην οποία έχει τελειώσει.
# @src 623f5a88
problem-workflow-missing-next = { $path }: ορίστε ποια κατάσταση ακολουθεί όταν λήξει ο χρόνος του «{ $value }».
# @src f25a37d2
problem-workflow-no-initial = { $path }: ορίστε σε ποιες καταστάσεις μπορεί να ξεκινά ένα αίτημα.
# @src 38745dff
problem-workflow-timer-loop = { $path }: από το «{ $value }» κανόνες χωρίς αναμονή οδηγούν ατέρμονα σε κύκλο.
# @src c971f29c
problem-workflow-unknown-status = { $path }: η ροή δεν έχει κατάσταση «{ $value }».
