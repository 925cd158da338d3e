### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    Tôi là { $agent }, người phụ trách yêu cầu { $ticket } của Quý khách. Tôi đã đọc toàn bộ nội dung Quý khách gửi trước đây nên Quý khách không cần nhắc lại.

    Tôi sẽ liên hệ lại với Quý khách chậm nhất vào { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { $agent }
    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách
    .sms = { -desk }: { $agent } đang phụ trách yêu cầu { $ticket } của Quý khách. Tin tiếp theo chậm nhất vào { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    Để tiếp tục xử lý yêu cầu { $ticket }, chúng tôi cần sự hỗ trợ của Quý khách:

    { $question }

    Nếu không nhận được phản hồi của Quý khách trong vòng { $days } ngày, chúng tôi sẽ đóng yêu cầu này. Sau đó Quý khách vẫn có thể trả lời.

    { closing }
    { -desk }
    .subject = Yêu cầu { $ticket } cần sự hỗ trợ của Quý khách
    .sms = { -desk }: chúng tôi cần Quý khách hỗ trợ về yêu cầu { $ticket }. Xin Quý khách xem tin nhắn của chúng tôi và trả lời trong vòng { $days } ngày.

# @src be433712
ticket-solved =
    { greeting }

    Chúng tôi tin rằng yêu cầu { $ticket } của Quý khách đã được giải quyết.

    Nếu chưa, xin Quý khách trả lời tin nhắn này trong vòng { $days } ngày, chúng tôi sẽ tiếp tục từ chỗ đã dừng.

    Quý khách thấy dịch vụ của chúng tôi thế nào? Việc trả lời mất chưa đến một phút: { URL($survey) }

    { closing }
    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách đã được giải quyết
    .sms = { -desk }: yêu cầu { $ticket } đã được giải quyết. Nếu chưa, xin trả lời trong { $days } ngày. Đánh giá dịch vụ: { URL($survey) }

# @src 71d2e45b
ticket-closed =
    { greeting }

    Yêu cầu { $ticket } của Quý khách đã được đóng.

    Nếu cần hỗ trợ thêm, xin Quý khách trả lời tin nhắn này. Chúng tôi sẽ mở một yêu cầu mới với đầy đủ thông tin của yêu cầu này.

    { closing }
    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách đã được đóng
    .sms = { -desk }: yêu cầu { $ticket } của Quý khách đã được đóng. Nếu cần hỗ trợ thêm, Quý khách chỉ cần trả lời.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    Yêu cầu { $ticket } của Quý khách đã được mở lại. Mọi thông tin trước đây vẫn được giữ nguyên.

    Quý khách sẽ nhận được phản hồi chậm nhất vào { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách đã được mở lại
    .sms = { -desk }: yêu cầu { $ticket } đã được mở lại. Quý khách sẽ nhận được phản hồi chậm nhất vào { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src d14a4b53
ticket-delayed =
    { greeting }

    Chúng tôi xin báo trước để Quý khách không phải hỏi: yêu cầu { $ticket } đang mất nhiều thời gian hơn chúng tôi đã hứa. Chúng tôi xin lỗi về điều này.

    { $reason }

    Hiện nay chúng tôi dự kiến hoàn tất chậm nhất vào { DATETIME($due, dateStyle: "full", timeStyle: "short") }. Nếu điều này gây khó khăn cho Quý khách, xin hãy cho chúng tôi biết.

    { closing }
    { -desk }
    .subject = Yêu cầu { $ticket } của Quý khách cần thêm thời gian
    .sms = { -desk }: xin lỗi Quý khách, yêu cầu { $ticket } mất nhiều thời gian hơn đã hứa. Dự kiến hoàn tất chậm nhất vào { DATETIME($due, dateStyle: "short", timeStyle: "short") }.

# @src ffa142ab
ticket-apology =
    { greeting }

    Chúng tôi xin lỗi về những bất tiện mà Quý khách gặp phải với yêu cầu { $ticket }.

    { $reason }

    Để thể hiện thiện chí, chúng tôi xin gửi tặng Quý khách { MONEY($amount) }. Quý khách không cần làm gì thêm.

    { closing }
    { $agent }
    { -desk }
    .subject = Lời xin lỗi của chúng tôi về yêu cầu { $ticket }
    .sms = { -desk }: chúng tôi xin lỗi về những bất tiện với yêu cầu { $ticket }. Để thể hiện thiện chí, chúng tôi xin gửi tặng Quý khách { MONEY($amount) }.
