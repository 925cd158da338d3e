### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = ما مدى رضاكم عن المساعدة التي تلقيتموها في الطلب { $ticket }؟
    .low = غير راضٍ إطلاقًا
    .high = راضٍ جدًا

# @src f9064e8a
survey-nps = ما مدى احتمال أن توصوا صديقًا أو زميلًا بشركة { $company }؟
    .low = غير محتمل إطلاقًا
    .high = محتمل للغاية

# @src a8f60aa3
survey-ces = إلى أي مدى توافقون أو لا توافقون على العبارة: «سهّلت عليّ شركة { $company } حل مشكلتي»؟
    .low = لا أوافق إطلاقًا
    .high = أوافق تمامًا

# @src ad35c108
survey-why = ما السبب الرئيسي لتقييمكم؟

# @src 5c11fa1e
survey-thanks = شكرًا لكم على إجابتكم. إنها تساعدنا على التحسن.
