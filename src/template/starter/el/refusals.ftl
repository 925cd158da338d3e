### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = Έχει ήδη ληφθεί απόφαση.
# @src 1500e96e
refusal-already-merged = Αυτό το αίτημα είναι ήδη μέρος άλλου.
# @src 71823c77
refusal-approval-pending = Εκκρεμεί ακόμη μια έγκριση.
# @src c3fb01e7
refusal-assignee-required = Αναθέστε πρώτα το αίτημα σε κάποιον.
# @src db929f8f
refusal-closed-immutable = Αυτό το αίτημα έχει κλείσει και δεν μπορεί να αλλάξει.
# @src 23540610
refusal-comment-required = Αυτός ο λόγος χρειάζεται σχόλιο.
# @src d1a7014b
refusal-currency-mismatch = Δεν μπορεί να δοθεί ποσό σε αυτό το νόμισμα.
# @src 609a4aab
refusal-erasure-blocked = Μια νομική υποχρέωση διατήρησης το απαγορεύει. Δεν διαγράφηκε τίποτα.
# @src d92775e6
refusal-field-required = Συμπληρώστε πρώτα τα υποχρεωτικά πεδία.
# @src 3f96ff26
refusal-forbidden = Δεν έχετε δικαίωμα για αυτή την ενέργεια.
# @src fa706d50
refusal-idempotency-mismatch = Αυτό το κλειδί έχει ήδη χρησιμοποιηθεί για άλλη εντολή.
# @src 04a11c14
refusal-invalid-amount = Αυτό το ποσό δεν μπορεί να δοθεί.
# @src 26c8454e
refusal-invalid-score = Η βαθμολογία είναι ακέραιος αριθμός από 0 έως 10.
# @src a4b2735f
refusal-limit-exceeded = Υπερβαίνει το ποσό που μπορείτε να εγκρίνετε.
# @src 5a88c255
refusal-link-cycle = Αυτές οι συνδέσεις θα σχημάτιζαν κύκλο.
# @src 422e08ca
refusal-link-self = Ένα αίτημα δεν μπορεί να συνδεθεί με τον εαυτό του.
# @src 34b6230c
refusal-max-tier = Το αίτημα βρίσκεται ήδη στο υψηλότερο επίπεδο.
# @src 5ca32826
refusal-merge-into-merged = Ο προορισμός είναι ήδη μέρος άλλου αιτήματος.
# @src 39ea788b
refusal-merge-status = Αιτήματα σε αυτή την κατάσταση δεν συγχωνεύονται.
# @src 2dae8644
refusal-merged-immutable = Αυτό το αίτημα είναι μέρος άλλου. Χρησιμοποιήστε εκείνο.
# @src a073d68e
refusal-message-window-closed = Σε αυτό το κανάλι μπορεί τώρα να σταλεί μόνο εγκεκριμένο πρότυπο.
# @src af09e264
refusal-no-status-map = Η άλλη ροή εργασίας δεν έχει αντίστοιχη κατάσταση.
# @src d4204073
refusal-no-survey = Ο πελάτης δεν έχει ερωτηθεί ακόμη.
# @src 61a1fb05
refusal-not-found = Δεν υπάρχει.
# @src 27b04410
refusal-not-in-group = Αυτός ο υπάλληλος δεν ανήκει στην ομάδα.
# @src 5a1986a4
refusal-not-mergeable = Αιτήματα αυτού του είδους δεν συγχωνεύονται.
# @src 37e48db7
refusal-not-your-turn = Προηγείται άλλος εγκρίνων.
# @src 8b67aed8
refusal-open-children = Αιτήματα από τα οποία εξαρτάται είναι ακόμη ανοιχτά.
# @src 716b0045
refusal-open-tasks = Ορισμένες εργασίες δεν έχουν ολοκληρωθεί.
# @src 694966bf
refusal-priority-required = Η προτεραιότητα δεν μπορεί να αφαιρεθεί.
# @src 7dccedff
refusal-reason-required = Δώστε έναν λόγο.
# @src c7eb57f8
refusal-self-approval = Δεν μπορείτε να εγκρίνετε το δικό σας αίτημα.
# @src 8bf69137
refusal-self-merge = Ένα αίτημα δεν συγχωνεύεται με τον εαυτό του.
# @src c434ca4a
refusal-status-inactive = Αυτή η κατάσταση δεν χρησιμοποιείται πλέον.
# @src 70571249
refusal-transition-not-allowed = Το αίτημα δεν μπορεί να περάσει από την κατάστασή του σε αυτήν.
# @src f6e50207
refusal-unknown-agent = Κανένας υπάλληλος δεν έχει αυτό το όνομα.
# @src 48d7502d
refusal-unknown-status = Δεν υπάρχει τέτοια κατάσταση.
# @src 3f6dbdc7
refusal-until-in-past = Επιλέξτε μελλοντική στιγμή.
# @src 4fa33e19
refusal-until-required = Ορίστε έως πότε.
# @src e00f4b84
refusal-version-conflict = Στο μεταξύ κάποιος άλλαξε το αίτημα. Δείτε το ξανά.
