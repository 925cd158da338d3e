### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    Kính chào Quý khách,

    Chúng tôi đã nhận được yêu cầu của Quý khách. Mã yêu cầu là { $ticket }.

    Quý khách sẽ nhận được phản hồi chậm nhất vào { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Nếu muốn bổ sung thông tin, Quý khách chỉ cần trả lời tin nhắn này: mọi nội dung được lưu ở cùng một nơi và Quý khách không phải giải thích lại.

    { closing }
    { -desk }
    .subject = Chúng tôi đã nhận được yêu cầu { $ticket } của Quý khách
    .sms = { -desk }: chúng tôi đã nhận được yêu cầu { $ticket }. Quý khách sẽ nhận được phản hồi chậm nhất vào { DATETIME($due, dateStyle: "short", timeStyle: "short") }.
