### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6d834732
ticket-received =
    مرحبًا،

    تلقّينا طلبكم، ورقمه { $ticket }.

    سنتواصل معكم في موعد أقصاه { DATETIME($due) }. إذا أردتم إضافة شيء، فيكفي الرد على هذه الرسالة: يُحفظ كل شيء في مكان واحد، ولن تحتاجوا إلى الشرح مرتين.

    { -desk }
    .subject = تلقّينا طلبكم { $ticket }
    .sms = { -desk }: تلقّينا طلبكم { $ticket }. سنتواصل معكم في موعد أقصاه { DATETIME($due) }.
