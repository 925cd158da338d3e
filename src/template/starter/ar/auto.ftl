### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    مرحبًا،

    تلقّينا طلبكم، ورقمه { $ticket }.

    سنتواصل معكم في موعد أقصاه { DATETIME($due, dateStyle: "full", timeStyle: "short") }. إذا أردتم إضافة شيء، فيكفي الرد على هذه الرسالة: يُحفظ كل شيء في مكان واحد، ولن تحتاجوا إلى الشرح مرتين.

    { closing }
    { -desk }
    .subject = تلقّينا طلبكم { $ticket }
    .sms = { -desk }: تلقّينا طلبكم { $ticket }. سنتواصل معكم في موعد أقصاه { DATETIME($due, dateStyle: "long", timeStyle: "short") }.
