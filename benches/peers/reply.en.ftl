-brand = Acme Support

# $name (String) the customer
# $ticket (String) the number
# $count (Number) open questions
# $due (String) a time, already worded
ticket-reply =
    Hi { $name },

    thanks for writing to { -brand }. Your ticket { $ticket } has { $count ->
        [one] { $count } open question
       *[other] { $count } open questions
    }, and we will answer by { $due }.

    Kind regards,
    { -brand }
