### Overlay over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    平素よりお世話になっております。お問い合わせ { $ticket } を担当いたします { $agent } と申します。これまでに頂戴した内容はすべて拝見しておりますので、改めてご説明いただく必要はございません。

    { DATETIME($due) } までに、改めてご連絡を差し上げます。

    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } について
    .sms = { -desk }：お問い合わせ { $ticket } は { $agent } が担当いたしております。次回は { DATETIME($due) } までにご連絡を差し上げます。

# @src 7d4846be
ticket-delayed =
    { greeting }

    お問い合わせ { $ticket } の対応に、お約束よりお時間を頂戴しておりますことを、あらかじめご報告申し上げます。

    { $reason }

    現在のところ、{ DATETIME($due) } までに完了する見込みでございます。ご都合が悪い場合は、何卒お知らせくださいますようお願い申し上げます。

    { -desk }
    .subject = お問い合わせ { $ticket } の対応遅延のご報告
    .sms = { -desk }：誠に申し訳ございません。お問い合わせ { $ticket } の対応がお約束より遅れております。新しい予定： { DATETIME($due) }

# @src d9077e9a
ticket-apology =
    { greeting }

    このたびはお問い合わせ { $ticket } の件で多大なるご迷惑をおかけし、心よりお詫び申し上げます。

    { $reason }

    お詫びのしるしとして、{ MONEY($amount) } をお納めくださいますようお願い申し上げます。お手続きは一切不要でございます。

    { $agent }
    { -desk }
    .subject = お問い合わせ { $ticket } に関するお詫び
    .sms = { -desk }：お問い合わせ { $ticket } の件では誠に申し訳ございませんでした。お詫びのしるしとして { MONEY($amount) } をお納めください。
