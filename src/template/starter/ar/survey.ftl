### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = ما مدى رضاكم عن المساعدة التي تلقيتموها في الطلب { $ticket }؟
    .low = غير راضٍ إطلاقًا
    .high = راضٍ جدًا

# @src f9064e8a
survey-nps = ما احتمال أن توصوا أحد الأصدقاء أو الزملاء بشركة { $company }؟
    .low = غير محتمل إطلاقًا
    .high = محتمل جدًا

# @src dc59acc4
survey-ces = إلى أي مدى توافقون على أن «شركة { $company } سهّلت عليّ الحصول على المساعدة»؟
    .low = لا أوافق إطلاقًا
    .high = أوافق تمامًا

# @src ad35c108
survey-why = ما السبب الرئيسي لتقييمكم؟

# @src 7e1eef2f
survey-thanks = شكرًا لكم. يصل جوابكم مباشرة إلى من ساعدوكم.
