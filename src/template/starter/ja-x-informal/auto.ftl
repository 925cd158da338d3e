### Informal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    こんにちは。

    お問い合わせを受け取りました。番号は { $ticket } です。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに連絡しますね。追加で伝えたいことがあれば、このメッセージにそのまま返信してください。全部一か所に残るので、同じ説明を繰り返す必要はありません。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } を受け取りました
    .sms = { -desk }：お問い合わせ { $ticket } を受け取りました。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までに連絡しますね。
