### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 9a6d749c
staff-sla-warning = Phiếu { $ticket }: { $metric } đến hạn { RELATIVE($due) } ({ DATETIME($due, dateStyle: "short", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Sắp đến hạn: { $ticket }, { $metric }

# @src 2a534447
staff-sla-breach = Phiếu { $ticket }: { $metric } đã trễ { DURATION($late, maximumUnits: 2) } (hạn là { DATETIME($due, dateStyle: "short", timeStyle: "short", timeZoneName: "shortOffset") }).
    .subject = Vi phạm SLA: { $ticket }, { $metric }

# @src 42cd7742
staff-handoff =
    { $from } bàn giao { $count } phiếu đang mở cho { $to }.
    Hạn sớm nhất: { DEFAULT(DATETIME($next, dateStyle: "short", timeStyle: "short", timeZoneName: "shortOffset"), "không có") }.
    .subject = { $from } → { $to }: { $count } phiếu
