### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 6a0da115
ticket-first-reply =
    { greeting }

    Tôi là { $agent } và tôi đang phụ trách yêu cầu { $ticket } của Quý khách. Tôi đã đọc toàn bộ nội dung Quý khách gửi trước đây nên Quý khách không cần nhắc lại.

    Tôi sẽ liên hệ lại với Quý khách chậm nhất vào { DATETIME($due) }.

    { $agent }
    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách
    .sms = { -desk }: { $agent } đang phụ trách yêu cầu { $ticket } của Quý khách. Tin tiếp theo chậm nhất vào { DATETIME($due) }.

# @src 7d285f3c
ticket-waiting-for-you =
    { greeting }

    Để tiếp tục xử lý yêu cầu { $ticket }, chúng tôi cần Quý khách hỗ trợ:

    { $question }

    Nếu không nhận được phản hồi trong { $days } ngày, chúng tôi sẽ đóng yêu cầu. Sau đó Quý khách vẫn có thể trả lời.

    { -desk }
    .subject = Chúng tôi cần Quý khách hỗ trợ về yêu cầu { $ticket }
    .sms = { -desk }: chúng tôi cần Quý khách hỗ trợ về yêu cầu { $ticket }. Vui lòng xem tin nhắn của chúng tôi. Yêu cầu được giữ mở thêm { $days } ngày.

# @src 953891f7
ticket-solved =
    { greeting }

    Chúng tôi cho rằng yêu cầu { $ticket } của Quý khách đã được giải quyết.

    Nếu chưa, Quý khách hãy trả lời tin nhắn này trong vòng { $days } ngày và chúng tôi sẽ tiếp tục từ chỗ đã dừng.

    Quý khách thấy dịch vụ của chúng tôi thế nào? Chỉ mất chưa đến một phút: { URL($survey) }

    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách đã được giải quyết
    .sms = { -desk }: yêu cầu { $ticket } đã được giải quyết. Nếu chưa, hãy trả lời trong vòng { $days } ngày. Đánh giá dịch vụ: { URL($survey) }

# @src e6e2871d
ticket-closed =
    { greeting }

    Yêu cầu { $ticket } của Quý khách đã được đóng.

    Nếu cần chúng tôi hỗ trợ thêm, Quý khách hãy trả lời tin nhắn này. Chúng tôi sẽ mở một yêu cầu mới với đầy đủ thông tin của yêu cầu này.

    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách đã được đóng
    .sms = { -desk }: yêu cầu { $ticket } của Quý khách đã được đóng. Nếu cần hỗ trợ thêm, Quý khách chỉ cần trả lời.

# @src 581d919e
ticket-reopened =
    { greeting }

    Yêu cầu { $ticket } của Quý khách đã được mở lại. Mọi thông tin trước đây vẫn được giữ nguyên.

    Quý khách sẽ nhận được phản hồi chậm nhất vào { DATETIME($due) }.

    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách đã được mở lại
    .sms = { -desk }: yêu cầu { $ticket } đã được mở lại. Quý khách sẽ nhận được phản hồi chậm nhất vào { DATETIME($due) }.

# @src 7d4846be
ticket-delayed =
    { greeting }

    Chúng tôi xin báo trước để Quý khách không phải hỏi: yêu cầu { $ticket } đang mất nhiều thời gian hơn chúng tôi đã hứa.

    { $reason }

    Hiện nay chúng tôi dự kiến hoàn tất chậm nhất vào { DATETIME($due) }. Nếu điều này gây khó khăn cho Quý khách, xin hãy cho chúng tôi biết.

    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách cần thêm thời gian
    .sms = { -desk }: rất tiếc, yêu cầu { $ticket } mất nhiều thời gian hơn đã hứa. Thời hạn mới: { DATETIME($due) }.

# @src d9077e9a
ticket-apology =
    { greeting }

    Chúng tôi thành thật xin lỗi về sự việc liên quan đến yêu cầu { $ticket } của Quý khách.

    { $reason }

    Lẽ ra Quý khách không phải gặp phiền phức này. Để bù đắp, chúng tôi xin gửi tặng Quý khách { MONEY($amount) }. Quý khách không cần làm gì thêm.

    { $agent }
    { -desk }
    .subject = Lời xin lỗi của chúng tôi về yêu cầu { $ticket }
    .sms = { -desk }: chúng tôi xin lỗi về yêu cầu { $ticket }. Để bù đắp, chúng tôi xin gửi tặng Quý khách { MONEY($amount) }.
