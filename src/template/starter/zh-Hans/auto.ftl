### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    您好：

    我们已收到您的请求，编号为 { $ticket }。

    我们最迟将于 { DATETIME($due, dateStyle: "full", timeStyle: "short") } 与您联系。如需补充信息，直接回复本消息即可：所有内容都会保存在一处，您无需重复说明。

    { closing }
    { -desk }
    .subject = 我们已收到您的请求 { $ticket }
    .sms = { -desk }：我们已收到您的请求 { $ticket }，最迟将于 { DATETIME($due, dateStyle: "medium", timeStyle: "short") } 与您联系。
