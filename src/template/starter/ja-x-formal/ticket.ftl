### Formal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    お問い合わせ { $ticket } を担当いたします{ $agent }と申します。これまでに頂戴した内容はすべて拝見しておりますので、改めてご説明いただく必要はございません。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までに、改めてご連絡を差し上げます。

    { closing }
    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } について
    .sms = { -desk }：お問い合わせ { $ticket } は{ $agent }が担当いたしております。次回は { DATETIME($due, dateStyle: "medium", timeStyle: "short") } までにご連絡を差し上げます。

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    お問い合わせ { $ticket } の対応を進めるにあたり、次の点についてご協力くださいますようお願い申し上げます。

    { $question }

    { $days } 日以内にご返信を頂戴できない場合は、お問い合わせをいったん終了させていただきます。終了後でもご返信いただけます。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } についてご協力のお願い
    .sms = { -desk }：お問い合わせ { $ticket } についてご協力をお願い申し上げます。お送りしたメッセージをご確認のうえ、{ $days } 日以内にご返信くださいますようお願いいたします。

# @src be433712
ticket-solved =
    { greeting }

    お問い合わせ { $ticket } は解決したものと存じます。

    解決していない場合は、お手数ではございますが、{ $days } 日以内にこのメッセージにご返信くださいますようお願いいたします。続きから対応いたします。

    対応はいかがでございましたか。1 分もかからないアンケートでございます。ご協力いただけますと幸いです：{ URL($survey) }

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の解決のお知らせ
    .sms = { -desk }：お問い合わせ { $ticket } は解決いたしました。未解決の場合は { $days } 日以内にご返信くださいますようお願いいたします。アンケート：{ URL($survey) }

# @src 71d2e45b
ticket-closed =
    { greeting }

    お問い合わせ { $ticket } は終了いたしました。

    またお困りの際は、このメッセージにご返信くださいますようお願いいたします。今回の内容を引き継いだ新しいお問い合わせとして承ります。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の終了のお知らせ
    .sms = { -desk }：お問い合わせ { $ticket } は終了いたしました。またお困りの際は、ご返信くださいますようお願いいたします。

# @src 5a3d852c
ticket-reopened =
    { greeting }

    お問い合わせ { $ticket } の対応を再開いたしました。これまでの内容はすべて保管しております。

    { DATETIME($due, dateStyle: "full", timeStyle: "short") } までにご連絡を差し上げます。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の対応を再開いたしました
    .sms = { -desk }：お問い合わせ { $ticket } の対応を再開いたしました。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までにご連絡を差し上げます。

# @src d14a4b53
ticket-delayed =
    { greeting }

    お問い合わせ { $ticket } の対応に、お約束よりお時間を頂戴しておりますことを、ご報告申し上げます。誠に申し訳ございません。

    { $reason }

    現在のところ、{ DATETIME($due, dateStyle: "full", timeStyle: "short") } までに完了する見込みでございます。ご不都合がございましたら、お知らせくださいますようお願い申し上げます。

    { closing }
    { -desk }
    .subject = お問い合わせ { $ticket } の対応遅延のご報告
    .sms = { -desk }：誠に申し訳ございません。お問い合わせ { $ticket } の対応がお約束より遅れております。{ DATETIME($due, dateStyle: "medium", timeStyle: "short") } までに完了する見込みでございます。

# @src ffa142ab
ticket-apology =
    { greeting }

    このたびはお問い合わせ { $ticket } の件でご不便をおかけし、心よりお詫び申し上げます。

    { $reason }

    お詫びのしるしとして、{ MONEY($amount) } をお贈りいたします。お手続きは必要ございません。

    { closing }
    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } に関するお詫び
    .sms = { -desk }：お問い合わせ { $ticket } の件でご不便をおかけし、誠に申し訳ございませんでした。お詫びのしるしとして { MONEY($amount) } をお贈りいたします。
