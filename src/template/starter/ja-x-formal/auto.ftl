### Formal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    お客様

    このたびはお問い合わせいただき、誠にありがとうございます。お問い合わせを確かに承りました。受付番号は { $ticket } でございます。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに、担当者よりご連絡を差し上げます。追加でお伝えになりたいことがございましたら、このメッセージにご返信くださいますようお願いいたします。内容は一か所にまとめて保管いたしますので、同じご説明を繰り返していただく必要はございません。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } を承りました
    .sms = { -desk }：お問い合わせ { $ticket } を承りました。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までにご連絡を差し上げます。
