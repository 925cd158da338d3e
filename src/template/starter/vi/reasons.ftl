### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length } được tính
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length } không tính, ngoài giờ làm việc
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length } không tính, ngày lễ
   *[other] { $from } – { $to }: { $length } không tính, ngày lễ { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length } không tính, giờ đặc biệt
   *[other] { $from } – { $to }: { $length } không tính, giờ đặc biệt { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length } không tính, giờ nghỉ
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length } không tính, đã loại khỏi giờ làm việc
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length } không tính, tạm dừng ở trạng thái { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length } không tính, tạm dừng
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length } không tính, đã giải quyết rồi mở lại
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length } trước khi bắt đầu đếm giờ
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length } sau khi dừng đếm giờ
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }, phiếu này không có mục tiêu

# @src dfc72d7e
sla-verdict-inactive = { $metric }: chưa bắt đầu đếm giờ
# @src c0d4f34a
sla-verdict-running = { $metric }: đã dùng { $elapsed } trên { $target }, đến hạn { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: đã dùng { $elapsed } trên { $target }, đang tạm dừng
# @src ff438d2d
sla-verdict-met = { $metric }: đạt, đã dùng { $elapsed } trên { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }: trễ { $over }, đã dùng { $elapsed }, cho phép { $target }, hạn là { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: quá hạn và còn mở, vượt { $over } so với { $target }, hạn là { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: đã hủy sau { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric }: đã dùng { $elapsed } trên { $target }, không bao giờ đến hạn: lịch không còn giờ làm việc

# @src db277d92
problem-always-open-with-hours = { $path }: “luôn mở” và giờ trong tuần mâu thuẫn nhau. Chỉ ghi một trong hai.
# @src dee904bd
problem-break-outside-hours = { $path }: giờ nghỉ “{ $value }” nằm ngoài giờ làm việc nên không bớt đi thời gian nào.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: không dùng được lịch của chỉ số này, xem các ghi chú khác.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] Tổ hợp lịch không có giờ riêng. Hãy đưa giờ vào một phần của nó.
   *[other] { $path }: tổ hợp lịch không có giờ riêng. Hãy đưa giờ vào một phần của nó.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: không thể dùng hợp, giao và hiệu cùng lúc.
# @src 0092602a
problem-date-malformed = { $path }: “{ $value }” không phải là ngày. Hãy viết { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: ngày “{ $value }” nằm ngoài các năm 1900 đến 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: “{ $value }” không phải ngày như { "2026-12-24" } cũng không phải thứ như { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: các tài liệu mở rộng lẫn nhau thành vòng tròn, quay lại “{ $value }”.
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: ở đây không có gì để xóa.
# @src 70f5adc2
problem-extends-unknown = { $path }: không tìm thấy tài liệu “{ $value }” cần được mở rộng.
# @src 2b22132e
problem-field-missing = { $path }: thiếu trường này.
# @src 5024acef
problem-field-unknown = { $path }: ở đây không có trường “{ $value }”.
# @src f178db12
problem-holiday-malformed = { $path }: “{ $value }” không phải ngày lễ. Hãy viết { "2026-12-24" }, { "12-24" } cho mọi năm, hoặc { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: ngày lễ “{ $value }” rơi vào ngày vốn đã nghỉ.
# @src 9ee92f85
problem-holidays-run-out = { $path }: chỉ biết ngày lễ đến “{ $value }”. Hãy thêm ngày lễ của năm sau.
# @src 75fd69dc
problem-hours-equal = { $path }: giờ “{ $value }” bắt đầu và kết thúc cùng lúc. Được hiểu là 24 giờ.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: giờ “{ $value }” rơi vào giờ bị bỏ qua khi bắt đầu giờ mùa hè.
# @src b409d579
problem-hours-malformed = { $path }: “{ $value }” không phải một cặp giờ. Hãy viết hai giờ như { "09:00" } và { "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: giờ “{ $value }” trùng với giờ khác cùng ngày. Chỉ tính một lần.
# @src aa7771f1
problem-hours-too-long = { $path }: giờ “{ $value }” vượt quá cuối ngày hôm sau.
# @src d78fccb3
problem-import-left-out = { $path }: không thể nhập “{ $value }”.
# @src 598770c0
problem-keeper-unknown = { $path }: không nói rõ ai giữ cam kết cho “{ $value }”; coi như bất kỳ ai.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] Lịch không có giờ làm việc nào.
   *[other] { $path }: lịch không có giờ làm việc nào.
 }
# @src 678023d1
problem-override-lost = { $path }: “{ $value }” không trực, vì một thay đổi khác cùng thời gian đã thay người đó rồi.
# @src d4ebca1f
problem-range-reversed = { $path }: khoảng “{ $value }” kết thúc trước khi bắt đầu.
# @src 126333f4
problem-roster-invalid = { $path }: “{ $value }” không hợp lệ trong lịch trực này.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: lịch này có giờ riêng nên không thể là lịch của bảng phân ca.
# @src ebcf5242
problem-staffing-unknown = { $path }: bảng phân ca chỉ được xem đến “{ $value }”; ngoài khoảng đó lịch đóng.
# @src ed3dc38a
problem-time-malformed = { $path }: “{ $value }” không phải là giờ. Hãy viết { "09:00" } hoặc { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: “{ $value }” không hợp lệ ở đây.
# @src 92a7d45f
problem-zone-missing = { $path }: thiếu múi giờ. Hãy viết tên như { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: múi giờ “{ $value }” không tồn tại.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: không đọc được cảnh báo. Hãy ghi tỷ lệ phần trăm hoặc khoảng lệch thời gian.
   *[other] { $path }: không đọc được cảnh báo “{ $value }”. Hãy ghi tỷ lệ phần trăm hoặc khoảng lệch thời gian.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: có hai cảnh báo tên “{ $value }”.
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: không tìm thấy lịch “{ $value }”. Lịch đang dùng được giữ nguyên.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: chỉ số này tính mọi thời gian mà lại nêu lịch. Hãy chọn một trong hai.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: không đọc được điều kiện.
   *[other] { $path }: không đọc được điều kiện “{ $value }”.
 }
# @src be758c80
problem-sla-event-unknown = { $path }: không có sự kiện “{ $value }”.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: thiếu tên trường của phiếu.
   *[other] { $path }: không phiếu nào trong nhật ký có trường “{ $value }”.
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: trường này không có nghĩa với loại chỉ số này.
# @src b714712c
problem-sla-metrics-missing = { $path }: chính sách không cam kết gì. Hãy ghi ít nhất một chỉ số.
# @src d1211581
problem-sla-name-twice = { $path }: tên “{ $value }” xuất hiện hai lần; chữ hoa, chữ thường, dấu cách và dấu gạch nối không được phân biệt.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: đồng hồ bị tạm dừng nhưng không có gì cho nó chạy tiếp.
# @src b008a893
problem-sla-never-starts = { $path }: không có gì khởi động đồng hồ này.
# @src 49630411
problem-sla-never-stops = { $path }: không có gì dừng đồng hồ này.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: “{ $value }” sớm hơn sự kiện đầu tiên hàng chục năm; có thể mili giây đã bị hiểu là micro giây.
# @src a756d244
problem-sla-pause-at-end = { $path }: trạng thái “{ $value }” kết thúc đồng hồ này nên đồng hồ không thể tạm dừng ở đó.
# @src 77a61459
problem-sla-policy-twice = { $path }: có hai chính sách tên “{ $value }”.
# @src 6e345867
problem-sla-policy-unreachable = { $path }: chính sách này không bao giờ được dùng, vì chính sách trước khớp với mọi phiếu.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: không có trạng thái “{ $value }”.
# @src 8c342375
problem-sla-target-missing = { $path }: thiếu thời gian cho phép.
# @src 27aaa956
problem-sla-target-no-default = { $path }: thiếu giá trị mặc định, nên phiếu có giá trị khác ở “{ $value }” không có thời gian cho phép.
# @src 18781a97
problem-sla-target-not-positive = { $path }: thời gian cho phép “{ $value }” không lớn hơn 0.
# @src 41b58ef8
problem-sla-target-twice = { $path }: thời gian cho phép được ghi hai lần.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: thời gian cho phép “{ $value }” không có đơn vị và được hiểu là giây.
# @src 98018bf1
problem-template-check = { $path }: kiểm tra mẫu tin báo “{ $value }”.
# @src 90853ecf
problem-workflow-bad-category = { $path }: “{ $value }” không thuộc sáu nhóm trạng thái.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: “{ $value }” không thể đại diện cho phiếu mới hoặc nhóm của nó. Hãy nêu một trạng thái đang dùng thuộc đúng nhóm.
# @src a55659da
problem-workflow-bad-status-name = { $path }: “{ $value }” không thể là tên trạng thái.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: trạng thái “{ $value }” xuất hiện hai lần.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: không thể dùng phần này của quy trình.
   *[other] { $path }: không thể dùng “{ $value }” ở đây.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: quy trình cần một trạng thái đang xử lý và một trạng thái đã xử lý xong.
# @src 623f5a88
problem-workflow-missing-next = { $path }: hãy nêu trạng thái tiếp theo khi hết thời gian của “{ $value }”.
# @src f25a37d2
problem-workflow-no-initial = { $path }: hãy nêu các trạng thái mà phiếu có thể bắt đầu.
# @src 38745dff
problem-workflow-timer-loop = { $path }: từ “{ $value }”, các quy tắc không có độ trễ lặp vòng mãi mãi.
# @src c971f29c
problem-workflow-unknown-status = { $path }: quy trình không có trạng thái “{ $value }”.
