### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = 您对请求 { $ticket } 得到的帮助满意吗？
    .low = 非常不满意
    .high = 非常满意

# @src f9064e8a
survey-nps = 您有多大可能向朋友或同事推荐 { $company }？
    .low = 完全不可能
    .high = 极有可能

# @src dc59acc4
survey-ces = 您在多大程度上同意：“{ $company } 让我很容易就得到了帮助”？
    .low = 非常不同意
    .high = 非常同意

# @src ad35c108
survey-why = 您给出该评分的主要原因是什么？

# @src 7e1eef2f
survey-thanks = 谢谢。您的回答会直接送达为您提供帮助的人员。
