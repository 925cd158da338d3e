### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = Quý khách hài lòng ở mức nào với sự hỗ trợ cho yêu cầu { $ticket }?
    .low = Rất không hài lòng
    .high = Rất hài lòng

# @src f9064e8a
survey-nps = Khả năng Quý khách giới thiệu { $company } cho bạn bè hoặc đồng nghiệp ở mức nào?
    .low = Hoàn toàn không có khả năng
    .high = Cực kỳ có khả năng

# @src a8f60aa3
survey-ces = Quý khách đồng ý hay không đồng ý ở mức nào: “{ $company } giúp tôi giải quyết vấn đề một cách dễ dàng”?
    .low = Hoàn toàn không đồng ý
    .high = Hoàn toàn đồng ý

# @src ad35c108
survey-why = Lý do chính cho điểm đánh giá của Quý khách là gì?

# @src 5c11fa1e
survey-thanks = Cảm ơn Quý khách đã trả lời. Ý kiến của Quý khách giúp chúng tôi làm tốt hơn.
