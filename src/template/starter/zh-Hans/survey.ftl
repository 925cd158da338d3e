### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = 您对我们就请求 { $ticket } 提供的帮助有多满意？
    .low = 非常不满意
    .high = 非常满意

# @src f9064e8a
survey-nps = 您有多大可能向朋友或同事推荐 { $company }？
    .low = 完全不可能
    .high = 极有可能

# @src a8f60aa3
survey-ces = 您在多大程度上同意或不同意：“{ $company } 让我能轻松地解决问题”？
    .low = 非常不同意
    .high = 非常同意

# @src ad35c108
survey-why = 您给出该评分的主要原因是什么？

# @src 5c11fa1e
survey-thanks = 感谢您的回答，这有助于我们改进服务。
