### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = ما مدى رضاكم عن المساعدة التي تلقيتموها في الطلب { $ticket }؟
    .low = غير راضٍ إطلاقًا
    .high = راضٍ جدًا

survey-nps = ما احتمال أن توصوا أحد الأصدقاء أو الزملاء بشركة { $company }؟
    .low = غير محتمل إطلاقًا
    .high = محتمل جدًا

survey-ces = إلى أي مدى توافقون على أن «شركة { $company } سهّلت عليّ الحصول على المساعدة»؟
    .low = لا أوافق إطلاقًا
    .high = أوافق تمامًا

survey-why = ما السبب الرئيسي لتقييمكم؟

survey-thanks = شكرًا لكم. يصل جوابكم مباشرة إلى من ساعدوكم.
