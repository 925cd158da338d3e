### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Quý khách hài lòng ở mức nào với sự hỗ trợ cho yêu cầu { $ticket }?
    .low = Rất không hài lòng
    .high = Rất hài lòng

# @src f9064e8a
survey-nps = Khả năng Quý khách giới thiệu { $company } cho bạn bè hoặc đồng nghiệp là bao nhiêu?
    .low = Hoàn toàn không
    .high = Chắc chắn có

# @src dc59acc4
survey-ces = Quý khách đồng ý ở mức nào: “{ $company } giúp tôi được hỗ trợ một cách dễ dàng”?
    .low = Hoàn toàn không đồng ý
    .high = Hoàn toàn đồng ý

# @src ad35c108
survey-why = Lý do chính cho điểm đánh giá của Quý khách là gì?

# @src 7e1eef2f
survey-thanks = Cảm ơn Quý khách. Câu trả lời được chuyển thẳng đến những người đã hỗ trợ Quý khách.
