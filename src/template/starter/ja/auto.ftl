### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    お客様

    お問い合わせを受け付けました。受付番号は { $ticket } です。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに担当者からご連絡します。追加でお伝えになりたいことがありましたら、このメッセージにそのままご返信ください。内容は一か所にまとめて保管されますので、同じ説明を繰り返していただく必要はありません。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } を受け付けました
    .sms = { -desk }：お問い合わせ { $ticket } を受け付けました。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までにご連絡します。
