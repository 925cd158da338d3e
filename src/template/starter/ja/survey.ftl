### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = お問い合わせ { $ticket } への対応に、どの程度ご満足いただけましたか。
    .low = とても不満
    .high = とても満足

# @src f9064e8a
survey-nps = { $company } を友人や同僚に薦める可能性はどのくらいありますか。
    .low = まったくない
    .high = 非常に高い

# @src a8f60aa3
survey-ces = 「{ $company } のおかげで、自分の問題に簡単に対処できた」という意見に、どの程度同意しますか。
    .low = まったく同意しない
    .high = 強く同意する

# @src ad35c108
survey-why = その評価を選んだ一番の理由を教えてください。

# @src 5c11fa1e
survey-thanks = ご回答ありがとうございました。今後の改善に役立てます。
