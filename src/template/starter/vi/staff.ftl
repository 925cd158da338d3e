### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src ec03b553
staff-sla-warning = { $ticket }: { $metric } đến hạn { RELATIVE($due) }, vào { DATETIME($due) }.
    .subject = Sắp đến hạn: { $ticket }, { $metric }

# @src 0562ad99
staff-sla-breach = { $ticket }: { $metric } đã đến hạn vào { DATETIME($due) } và đang trễ { DURATION($late) }.
    .subject = Quá hạn: { $ticket }, { $metric }

# @src 1f25b7f3
staff-handoff =
    { $from } bàn giao { $count } phiếu đang mở cho { $to }.
    Đến hạn sớm nhất: { DATETIME($next) }.
    .subject = { $from } → { $to }: { $count } phiếu
