### Informal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = お問い合わせ { $ticket } への対応に、どのくらい満足していますか。
    .low = とても不満
    .high = とても満足

# @src 5c11fa1e
survey-thanks = 回答ありがとうございました。これからの改善に役立てますね。
