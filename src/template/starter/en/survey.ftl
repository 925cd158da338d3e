### Survey questions. The wording of a scale changes its answers: change it only between reporting periods.
### @review reference

# Customer satisfaction, scale from 1 to 5.
# $ticket (String) the ticket's number
survey-csat = How satisfied are you with the help you received for request { $ticket }?
    .low = Very dissatisfied
    .high = Very satisfied

# Net promoter score, scale from 0 to 10.
# $company (String) the company's name
survey-nps = How likely are you to recommend { $company } to a friend or colleague?
    .low = Not at all likely
    .high = Extremely likely

# Customer effort score, scale from 1 to 7; high is good.
# $company (String) the company's name
survey-ces = How much do you agree: “{ $company } made it easy for me to get help”?
    .low = Strongly disagree
    .high = Strongly agree

# Asked after any score.
survey-why = What is the main reason for your score?

# Shown after the answer.
survey-thanks = Thank you. Your answer goes straight to the people who helped you.
