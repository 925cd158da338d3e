### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = お問い合わせ { $ticket } への対応に、どの程度満足していますか。
    .low = とても不満
    .high = とても満足

# @src f9064e8a
survey-nps = { $company } を友人や同僚に薦める可能性はどのくらいありますか。
    .low = まったくない
    .high = 非常に高い

# @src dc59acc4
survey-ces = 「{ $company } のおかげで簡単に問題に対処できた」という文に、どの程度同意しますか。
    .low = まったく同意しない
    .high = 強く同意する

# @src ad35c108
survey-why = その評価を選んだ一番の理由を教えてください。

# @src 7e1eef2f
survey-thanks = ありがとうございます。いただいた回答は、対応した担当者に直接届きます。
