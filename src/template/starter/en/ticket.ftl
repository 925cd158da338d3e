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

    You will hear from me again by { DATETIME($due, dateStyle: "full", timeStyle: "short") } at the latest.

    { closing }
    { $agent }
    { -desk }
    .subject = Your request { $ticket }
    .sms = { -desk }: { $agent } is looking after your request { $ticket }. Next update by { DATETIME($due, dateStyle: "medium", timeStyle: "short") } at the latest.

# We need something from the customer.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $question (String) what we need, in the customer's language
# $days (Number) days until the request is closed without an answer
# @must $ticket $days
ticket-waiting-for-you =
    { greeting }

    To go on with your request { $ticket }, we need your help:

    { $question }

    { $days ->
        [one] If we do not hear from you within { $days } day, we will close the request.
       *[other] If we do not hear from you within { $days } days, we will close the request.
    } You can still reply after that.

    { closing }
    { -desk }
    .subject = We need your help with request { $ticket }
    .sms = { $days ->
        [one] { -desk }: we need your help with request { $ticket }. Please read our message and reply within { $days } day.
       *[other] { -desk }: we need your help with request { $ticket }. Please read our message and reply within { $days } days.
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
        [one] If it is not, reply to this message within { $days } day and we will go on where we stopped.
       *[other] If it is not, reply to this message within { $days } days and we will go on where we stopped.
    }

    How did we do? It takes less than a minute: { URL($survey) }

    { closing }
    { -desk }
    .subject = Your request { $ticket } is solved
    .sms = { $days ->
        [one] { -desk }: your request { $ticket } is solved. Not so? Reply within { $days } day. How did we do? { URL($survey) }
       *[other] { -desk }: your request { $ticket } is solved. Not so? Reply within { $days } days. How did we do? { URL($survey) }
    }

# The request is closed for good.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# @must $ticket
ticket-closed =
    { greeting }

    Your request { $ticket } is now closed.

    If you need us again, reply to this message. We will open a new request that holds everything from this one.

    { closing }
    { -desk }
    .subject = Your request { $ticket } is closed
    .sms = { -desk }: your request { $ticket } is closed. If you need us again, simply reply.

# The request is open again.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $due (Instant) when the customer hears from us
# @must $ticket $due
ticket-reopened =
    { greeting }

    Your request { $ticket } is open again. We have kept everything from before.

    You will hear from us by { DATETIME($due, dateStyle: "full", timeStyle: "short") } at the latest.

    { closing }
    { -desk }
    .subject = Your request { $ticket } is open again
    .sms = { -desk }: your request { $ticket } is open again. You will hear from us by { DATETIME($due, dateStyle: "medium", timeStyle: "short") } at the latest.

# We are late and say so before the customer has to ask.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $reason (String) why, in the customer's language
# $due (Instant) when we expect to be done
# @must $ticket $due
ticket-delayed =
    { greeting }

    We want you to know this before you have to ask: your request { $ticket } is taking longer than we promised. We are sorry about that.

    { $reason }

    We now expect to be done by { DATETIME($due, dateStyle: "full", timeStyle: "short") } at the latest. If that is a problem for you, please tell us.

    { closing }
    { -desk }
    .subject = Your request { $ticket } is taking longer
    .sms = { -desk }: sorry, your request { $ticket } is taking longer than promised. Now expected by { DATETIME($due, dateStyle: "medium", timeStyle: "short") } at the latest.

# An apology with a gesture of goodwill. It regrets, it does not speak of fault, damage or compensation: whoever has to admit more
# says it in the reason.
# $name (String, untrusted) the customer's name
# $ticket (String) the ticket's number
# $reason (String) what went wrong, in the customer's language
# $amount (Money) the goodwill
# $agent (String) who apologises
# @must $ticket $amount
ticket-apology =
    { greeting }

    We are sorry for the trouble you had with your request { $ticket }.

    { $reason }

    As a gesture of goodwill, we are giving you { MONEY($amount) }. There is nothing you have to do.

    { closing }
    { $agent }
    { -desk }
    .subject = Our apology for request { $ticket }
    .sms = { -desk }: we are sorry for the trouble with request { $ticket }. As a gesture of goodwill, we are giving you { MONEY($amount) }.
