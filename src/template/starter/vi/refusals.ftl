### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = Việc này đã được quyết định.
# @src 1500e96e
refusal-already-merged = Phiếu này đã được gộp vào phiếu khác.
# @src 71823c77
refusal-approval-pending = Vẫn còn một phê duyệt đang chờ.
# @src c3fb01e7
refusal-assignee-required = Trước hết hãy giao phiếu cho một người.
# @src db929f8f
refusal-closed-immutable = Phiếu này đã đóng và không thể thay đổi.
# @src 23540610
refusal-comment-required = Lý do này cần có ghi chú.
# @src d1a7014b
refusal-currency-mismatch = Không thể chi bằng loại tiền này.
# @src 609a4aab
refusal-erasure-blocked = Yêu cầu lưu giữ pháp lý không cho phép. Không có gì bị xóa.
# @src d92775e6
refusal-field-required = Trước hết hãy điền các trường bắt buộc.
# @src 3f96ff26
refusal-forbidden = Bạn không có quyền làm việc này.
# @src fa706d50
refusal-idempotency-mismatch = Khóa này đã được dùng cho một lệnh khác.
# @src 04a11c14
refusal-invalid-amount = Không thể chi số tiền này.
# @src 26c8454e
refusal-invalid-score = Điểm là số nguyên từ 0 đến 10.
# @src a4b2735f
refusal-limit-exceeded = Vượt quá mức bạn được phê duyệt.
# @src 5a88c255
refusal-link-cycle = Các liên kết này sẽ tạo thành vòng lặp.
# @src 422e08ca
refusal-link-self = Không thể liên kết phiếu với chính nó.
# @src 34b6230c
refusal-max-tier = Phiếu đã ở cấp cao nhất.
# @src 5ca32826
refusal-merge-into-merged = Phiếu đích đã thuộc về một phiếu khác.
# @src 39ea788b
refusal-merge-status = Không thể gộp phiếu ở trạng thái này.
# @src 2dae8644
refusal-merged-immutable = Phiếu này thuộc về phiếu khác. Hãy dùng phiếu đó.
# @src a073d68e
refusal-message-window-closed = Kênh này hiện chỉ cho phép gửi mẫu đã được duyệt.
# @src af09e264
refusal-no-status-map = Quy trình kia không có trạng thái tương ứng.
# @src d4204073
refusal-no-survey = Khách hàng chưa được khảo sát.
# @src 61a1fb05
refusal-not-found = Không tồn tại.
# @src 27b04410
refusal-not-in-group = Nhân viên này không thuộc nhóm.
# @src 5a1986a4
refusal-not-mergeable = Không thể gộp loại phiếu này.
# @src 37e48db7
refusal-not-your-turn = Người phê duyệt khác phải quyết định trước.
# @src 8b67aed8
refusal-open-children = Các phiếu mà phiếu này phụ thuộc vẫn còn mở.
# @src 716b0045
refusal-open-tasks = Vẫn còn công việc chưa xong.
# @src 694966bf
refusal-priority-required = Không thể xóa mức ưu tiên.
# @src 7dccedff
refusal-reason-required = Hãy nêu lý do.
# @src c7eb57f8
refusal-self-approval = Bạn không thể phê duyệt yêu cầu của chính mình.
# @src 8bf69137
refusal-self-merge = Không thể gộp phiếu vào chính nó.
# @src c434ca4a
refusal-status-inactive = Trạng thái này không còn được dùng.
# @src 70571249
refusal-transition-not-allowed = Phiếu không thể chuyển từ trạng thái hiện tại sang trạng thái này.
# @src f6e50207
refusal-unknown-agent = Không có nhân viên nào tên này.
# @src 48d7502d
refusal-unknown-status = Không có trạng thái này.
# @src 3f6dbdc7
refusal-until-in-past = Hãy chọn một thời điểm trong tương lai.
# @src 4fa33e19
refusal-until-required = Hãy cho biết đến khi nào.
# @src e00f4b84
refusal-version-conflict = Trong lúc đó có người đã thay đổi phiếu. Hãy xem lại.
