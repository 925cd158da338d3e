### What a customer reads while a ticket lives.
### @review reference

# The first answer of a person.
# $name (String, untrusted) the customer's name
# $agent (String) who answers
# $ticket (String) the ticket's number
# $due (Instant) when the customer hears from us again
# @must $ticket $due
ticket-first-reply =
    { greeting }

    My name is { $agent } and I am looking after your request { $ticket }. I can see everything you have written to us so far, so there is no need to repeat it.

    You will hear from me again no later than { DATETIME($due) }.

    { $agent }
    { -desk }
    .subject = Your request { $ticket }
    .sms = { -desk }: { $agent } is looking after your request { $ticket }. Next news by { DATETIME($due) }.

# We need something from the customer.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $question (String) what we need, in the customer's language
# $days (Number) days until the request is closed without an answer
# @must $ticket $days
ticket-waiting-for-you =
    { greeting }

    To go on with your request { $ticket } we need your help:

    { $question }

    { $days ->
        [one] If we hear nothing for { $days } day, we will close the request.
       *[other] If we hear nothing for { $days } days, we will close the request.
    } You can still answer after that.

    { -desk }
    .subject = We need your help with request { $ticket }
    .sms = { $days ->
        [one] { -desk }: we need your help with request { $ticket }. Please see our message. It stays open for { $days } day.
       *[other] { -desk }: we need your help with request { $ticket }. Please see our message. It stays open for { $days } days.
    }

# The request is solved; the customer may disagree, and is asked how it was.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $days (Number) days in which an answer opens the request again
# $survey (Url) the address of the survey
# @must $ticket $days $survey
ticket-solved =
    { greeting }

    We believe that your request { $ticket } is solved.

    { $days ->
        [one] If it is not, answer this message within { $days } day and we will go on where we stopped.
       *[other] If it is not, answer this message within { $days } days and we will go on where we stopped.
    }

    How did we do? It takes less than a minute: { URL($survey) }

    { -desk }
    .subject = Your request { $ticket } is solved
    .sms = { $days ->
        [one] { -desk }: your request { $ticket } is solved. Not so? Answer within { $days } day. How did we do? { URL($survey) }
       *[other] { -desk }: your request { $ticket } is solved. Not so? Answer within { $days } days. How did we do? { URL($survey) }
    }

# The request is closed for good.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# @must $ticket
ticket-closed =
    { greeting }

    Your request { $ticket } is now closed.

    If you need us again, answer this message. We will open a new request that knows everything about this one.

    { -desk }
    .subject = Your request { $ticket } is closed
    .sms = { -desk }: your request { $ticket } is closed. If you need us again, simply answer.

# The request is open again.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $due (Instant) when the customer hears from us
# @must $ticket $due
ticket-reopened =
    { greeting }

    Your request { $ticket } is open again. We have kept everything from before.

    You will hear from us no later than { DATETIME($due) }.

    { -desk }
    .subject = Your request { $ticket } is open again
    .sms = { -desk }: your request { $ticket } is open again. You will hear from us by { DATETIME($due) }.

# We are late and say so before the customer has to ask.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $reason (String) why, in the customer's language
# $due (Instant) the new promise
# @must $ticket $due
ticket-delayed =
    { greeting }

    We want you to know this before you have to ask: your request { $ticket } is taking longer than we promised.

    { $reason }

    We now expect to be done by { DATETIME($due) }. If that is a problem for you, please tell us.

    { -desk }
    .subject = Your request { $ticket } is taking longer
    .sms = { -desk }: your request { $ticket } is taking longer than promised, we are sorry. New date: { DATETIME($due) }.

# An apology with something to make up for it.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $reason (String) what went wrong, in the customer's language
# $amount (Money) the goodwill
# $agent (String) who apologises
# @must $ticket $amount
ticket-apology =
    { greeting }

    We are sorry about what happened with your request { $ticket }.

    { $reason }

    You should not have had this trouble. To make up for it, we are giving you { MONEY($amount) }. There is nothing you have to do.

    { $agent }
    { -desk }
    .subject = Our apology for request { $ticket }
    .sms = { -desk }: we are sorry about request { $ticket }. To make up for it, we are giving you { MONEY($amount) }.
