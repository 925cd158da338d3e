### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    お問い合わせ { $ticket } を担当する { $agent } です。これまでにいただいた内容はすべて確認していますので、改めてご説明いただく必要はありません。

    { DATETIME($due) } までに、もう一度ご連絡します。

    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } について
    .sms = { -desk }：お問い合わせ { $ticket } は { $agent } が担当しています。次回は { DATETIME($due) } までにご連絡します。

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    お問い合わせ { $ticket } の対応を進めるため、次の点についてご協力をお願いします。

    { $question }

    { $days } 日間ご返信がない場合は、お問い合わせをいったん終了します。終了後でもご返信いただけます。

    { -desk }
    .subject = お問い合わせ { $ticket } についてご協力のお願い
    .sms = { -desk }：お問い合わせ { $ticket } についてご協力をお願いします。お送りしたメッセージをご確認ください。あと { $days } 日間お待ちします。

# @src 953891f7
ticket-solved =
    { greeting }

    お問い合わせ { $ticket } は解決したものと考えております。

    解決していない場合は、{ $days } 日以内にこのメッセージにご返信ください。続きから対応します。

    対応はいかがでしたか。1 分もかからないアンケートです： { URL($survey) }

    { -desk }
    .subject = お問い合わせ { $ticket } が解決しました
    .sms = { -desk }：お問い合わせ { $ticket } が解決しました。未解決の場合は { $days } 日以内にご返信ください。アンケート： { URL($survey) }

# @src e6e2871d
ticket-closed =
    { greeting }

    お問い合わせ { $ticket } は終了しました。

    またお困りの際は、このメッセージにご返信ください。今回の内容を引き継いだ新しいお問い合わせとして承ります。

    { -desk }
    .subject = お問い合わせ { $ticket } は終了しました
    .sms = { -desk }：お問い合わせ { $ticket } は終了しました。またお困りの際は、そのままご返信ください。

# @src 581d919e
ticket-reopened =
    { greeting }

    お問い合わせ { $ticket } の対応を再開しました。これまでの内容はすべて保管されています。

    { DATETIME($due) } までにご連絡します。

    { -desk }
    .subject = お問い合わせ { $ticket } の対応を再開しました
    .sms = { -desk }：お問い合わせ { $ticket } の対応を再開しました。{ DATETIME($due) } までにご連絡します。

# @src 7d4846be
ticket-delayed =
    { greeting }

    お尋ねいただく前にお知らせします。お問い合わせ { $ticket } の対応に、お約束より時間がかかっています。

    { $reason }

    現在のところ、{ DATETIME($due) } までに完了する見込みです。ご都合が悪い場合は、お知らせください。

    { -desk }
    .subject = お問い合わせ { $ticket } の対応に時間がかかっています
    .sms = { -desk }：申し訳ありません。お問い合わせ { $ticket } の対応がお約束より遅れています。新しい予定： { DATETIME($due) }

# @src d9077e9a
ticket-apology =
    { greeting }

    お問い合わせ { $ticket } の件では、誠に申し訳ありませんでした。

    { $reason }

    ご不便をおかけしたお詫びとして、{ MONEY($amount) } をお受け取りください。お手続きは必要ありません。

    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } に関するお詫び
    .sms = { -desk }：お問い合わせ { $ticket } の件では申し訳ありませんでした。お詫びとして { MONEY($amount) } をお受け取りください。
