### Informal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    お問い合わせ { $ticket } を担当する{ $agent }です。これまでの内容は全部読んでいるので、もう一度説明しなくて大丈夫ですよ。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに、また連絡しますね。

    { closing }
    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } について
    .sms = { -desk }：お問い合わせ { $ticket } は{ $agent }が担当しています。次は { DATETIME($due, dateStyle: "medium", timeStyle: "short") } までに連絡しますね。

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    お問い合わせ { $ticket } を進めるために、次のことを教えてください。

    { $question }

    { $days } 日以内に返信がなければ、いったん終了しますね。そのあとでも返信できます。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } について教えてください
    .sms = { -desk }：お問い合わせ { $ticket } について教えてください。送ったメッセージを見て、{ $days } 日以内に返信してくださいね。

# @src be433712
ticket-solved =
    { greeting }

    お問い合わせ { $ticket } は解決できたと思います。

    まだの場合は、{ $days } 日以内にこのメッセージに返信してください。続きから対応しますね。

    対応はどうでしたか。1 分もかからないアンケートです：{ URL($survey) }

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } が解決しました
    .sms = { -desk }：お問い合わせ { $ticket } が解決しました。まだの場合は { $days } 日以内に返信してくださいね。アンケート：{ URL($survey) }

# @src 71d2e45b
ticket-closed =
    { greeting }

    お問い合わせ { $ticket } は終了しました。

    また困ったときは、このメッセージに返信してください。今回の内容を引き継いで、新しいお問い合わせとして対応しますね。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } は終了しました
    .sms = { -desk }：お問い合わせ { $ticket } は終了しました。また困ったときは、そのまま返信してくださいね。

# @src 5a3d852c
ticket-reopened =
    { greeting }

    お問い合わせ { $ticket } の対応を再開しました。これまでの内容は全部残っています。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに連絡しますね。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の対応を再開しました
    .sms = { -desk }：お問い合わせ { $ticket } の対応を再開しました。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までに連絡しますね。

# @src d14a4b53
ticket-delayed =
    { greeting }

    聞かれる前にお知らせします。お問い合わせ { $ticket } の対応に、約束より時間がかかっています。ごめんなさい。

    { $reason }

    今のところ、{ DATETIME($due, dateStyle: "full", timeStyle: "short") } までに終わる見込みです。困ることがあれば教えてください。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } に時間がかかっています
    .sms = { -desk }：ごめんなさい。お問い合わせ { $ticket } の対応が約束より遅れています。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までに終わる見込みです。

# @src ffa142ab
ticket-apology =
    { greeting }

    お問い合わせ { $ticket } では不便をかけてしまい、申し訳ありませんでした。

    { $reason }

    お詫びの気持ちとして、{ MONEY($amount) } を贈ります。手続きは必要ありません。

    { closing }
    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } のお詫び
    .sms = { -desk }：お問い合わせ { $ticket } では不便をかけてしまい、申し訳ありませんでした。お詫びの気持ちとして { MONEY($amount) } を贈ります。
