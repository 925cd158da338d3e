### Overlay over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    お問い合わせ { $ticket } を担当する { $agent } です。これまでの内容は全部読んでいるので、もう一度説明しなくて大丈夫ですよ。

    { DATETIME($due) } までに、また連絡しますね。

    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } について
    .sms = { -desk }：お問い合わせ { $ticket } は { $agent } が担当しています。次は { DATETIME($due) } までに連絡しますね。

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    お問い合わせ { $ticket } を進めるために、次のことを教えてください。

    { $question }

    { $days } 日間返信がなければ、いったん終了しますね。そのあとでも返信できます。

    { -desk }
    .subject = お問い合わせ { $ticket } について教えてください
    .sms = { -desk }：お問い合わせ { $ticket } について教えてください。送ったメッセージを見てくださいね。あと { $days } 日間待っています。
