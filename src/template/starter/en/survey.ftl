### Survey questions. The wording of a scale changes its answers: change it only between reporting periods.
### @review reference

# Customer satisfaction, scale from 1 to 5; 5 is good.
# $ticket (String) the ticket's number
survey-csat = How satisfied are you with the help you received for request { $ticket }?
    .low = Very dissatisfied
    .high = Very satisfied

# Net promoter score, scale from 0 to 10; 10 is good.
# $company (String) the company's name
survey-nps = How likely are you to recommend { $company } to a friend or colleague?
    .low = Not at all likely
    .high = Extremely likely

# Customer effort score, scale from 1 to 7; 7 is good (little effort).
# $company (String) the company's name
survey-ces = How much do you agree or disagree: “{ $company } made it easy for me to handle my issue”?
    .low = Strongly disagree
    .high = Strongly agree

# Asked after any score.
survey-why = What is the main reason for your score?

# Shown after the answer.
survey-thanks = Thank you for your answer. It helps us to do better.
