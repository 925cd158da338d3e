### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    お問い合わせ { $ticket } を担当する{ $agent }です。これまでにいただいた内容はすべて確認していますので、改めてご説明いただく必要はありません。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに、もう一度ご連絡します。

    { closing }
    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } について
    .sms = { -desk }：お問い合わせ { $ticket } は{ $agent }が担当しています。次回は { DATETIME($due, dateStyle: "medium", timeStyle: "short") } までにご連絡します。

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    お問い合わせ { $ticket } の対応を進めるため、次の点についてご協力をお願いします。

    { $question }

    { $days } 日以内にご返信がない場合は、お問い合わせをいったん終了します。終了後でもご返信いただけます。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } についてご協力のお願い
    .sms = { -desk }：お問い合わせ { $ticket } についてご協力をお願いします。お送りしたメッセージをご確認のうえ、{ $days } 日以内にご返信ください。

# @src be433712
ticket-solved =
    { greeting }

    お問い合わせ { $ticket } は解決したものと考えています。

    まだ解決していない場合は、{ $days } 日以内にこのメッセージにご返信ください。続きから対応します。

    対応はいかがでしたか。1 分もかからないアンケートにご協力ください：{ URL($survey) }

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の解決のお知らせ
    .sms = { -desk }：お問い合わせ { $ticket } は解決しました。未解決の場合は { $days } 日以内にご返信ください。アンケート：{ URL($survey) }

# @src 71d2e45b
ticket-closed =
    { greeting }

    お問い合わせ { $ticket } は終了しました。

    またお困りの際は、このメッセージにご返信ください。今回の内容を引き継いだ新しいお問い合わせとして承ります。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の終了のお知らせ
    .sms = { -desk }：お問い合わせ { $ticket } は終了しました。またお困りの際は、そのままご返信ください。

# @src 5a3d852c
ticket-reopened =
    { greeting }

    お問い合わせ { $ticket } の対応を再開しました。これまでの内容はすべて保管されています。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までにご連絡します。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の対応を再開しました
    .sms = { -desk }：お問い合わせ { $ticket } の対応を再開しました。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までにご連絡します。

# @src d14a4b53
ticket-delayed =
    { greeting }

    お尋ねいただく前にお知らせします。お問い合わせ { $ticket } の対応に、お約束より時間がかかっています。申し訳ありません。

    { $reason }

    現在のところ、{ DATETIME($due, dateStyle: "full", timeStyle: "short") } までに完了する見込みです。ご不都合がありましたら、お知らせください。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の対応に時間がかかっています
    .sms = { -desk }：申し訳ありません。お問い合わせ { $ticket } の対応がお約束より遅れています。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までに完了する見込みです。

# @src ffa142ab
ticket-apology =
    { greeting }

    お問い合わせ { $ticket } の件でご不便をおかけし、申し訳ありませんでした。

    { $reason }

    お詫びのしるしとして、{ MONEY($amount) } をお贈りします。お手続きは必要ありません。

    { closing }
    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } に関するお詫び
    .sms = { -desk }：お問い合わせ { $ticket } の件でご不便をおかけし、申し訳ありませんでした。お詫びのしるしとして { MONEY($amount) } をお贈りします。
