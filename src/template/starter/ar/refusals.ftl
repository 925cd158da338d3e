### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = لقد اتُّخذ القرار بالفعل.
# @src 1500e96e
refusal-already-merged = هذه التذكرة جزء من تذكرة أخرى بالفعل.
# @src 71823c77
refusal-approval-pending = لا تزال هناك موافقة معلّقة.
# @src c3fb01e7
refusal-assignee-required = عيّن مسؤولًا للتذكرة أولًا.
# @src db929f8f
refusal-closed-immutable = هذه التذكرة مغلقة ولا يمكن تغييرها.
# @src 23540610
refusal-comment-required = هذا السبب يتطلب تعليقًا.
# @src d1a7014b
refusal-currency-mismatch = لا يمكن منح أي مبلغ بهذه العملة.
# @src 609a4aab
refusal-erasure-blocked = يمنع ذلك حفظٌ قانوني. لم يُمحَ شيء.
# @src d92775e6
refusal-field-required = املأ الحقول المطلوبة أولًا.
# @src 3f96ff26
refusal-forbidden = ليس لديك إذن للقيام بذلك.
# @src fa706d50
refusal-idempotency-mismatch = استُخدم هذا المفتاح لأمر آخر من قبل.
# @src 04a11c14
refusal-invalid-amount = لا يمكن منح هذا المبلغ.
# @src 26c8454e
refusal-invalid-score = التقييم عدد صحيح من 0 إلى 10.
# @src a4b2735f
refusal-limit-exceeded = يتجاوز هذا ما يمكنك الموافقة عليه.
# @src 5a88c255
refusal-link-cycle = ستشكّل هذه الروابط حلقة.
# @src 422e08ca
refusal-link-self = لا يمكن ربط التذكرة بنفسها.
# @src 34b6230c
refusal-max-tier = التذكرة في أعلى مستوى بالفعل.
# @src 5ca32826
refusal-merge-into-merged = الهدف نفسه جزء من تذكرة أخرى.
# @src 39ea788b
refusal-merge-status = لا يمكن دمج التذاكر في هذه الحالة.
# @src 2dae8644
refusal-merged-immutable = هذه التذكرة جزء من أخرى. استخدم تلك.
# @src a073d68e
refusal-message-window-closed = لا يمكن الآن إرسال سوى قالب معتمد عبر هذه القناة.
# @src af09e264
refusal-no-status-map = لا توجد في سير العمل الآخر حالة مقابلة.
# @src d4204073
refusal-no-survey = لم يُسأل العميل بعد.
# @src 61a1fb05
refusal-not-found = غير موجود.
# @src 27b04410
refusal-not-in-group = هذا الموظف ليس في المجموعة.
# @src 5a1986a4
refusal-not-mergeable = لا يمكن دمج تذاكر من هذا النوع.
# @src 37e48db7
refusal-not-your-turn = يجب أن يقرّر موافق آخر أولًا.
# @src 8b67aed8
refusal-open-children = لا تزال تذاكر تعتمد عليها هذه التذكرة مفتوحة.
# @src 716b0045
refusal-open-tasks = هناك مهام لم تُنجز بعد.
# @src 694966bf
refusal-priority-required = لا يمكن إزالة الأولوية.
# @src 7dccedff
refusal-reason-required = اذكر السبب.
# @src c7eb57f8
refusal-self-approval = لا يمكنك الموافقة على طلبك.
# @src 8bf69137
refusal-self-merge = لا يمكن دمج التذكرة في نفسها.
# @src c434ca4a
refusal-status-inactive = لم تعد هذه الحالة مستخدمة.
# @src 70571249
refusal-transition-not-allowed = لا يمكن نقل التذكرة من حالتها إلى هذه الحالة.
# @src f6e50207
refusal-unknown-agent = لا يوجد موظف بهذا الاسم.
# @src 48d7502d
refusal-unknown-status = لا توجد حالة كهذه.
# @src 3f6dbdc7
refusal-until-in-past = اختر وقتًا في المستقبل.
# @src 4fa33e19
refusal-until-required = حدّد حتى متى.
# @src e00f4b84
refusal-version-conflict = غيّر شخص ما التذكرة في هذه الأثناء. راجعها مرة أخرى.
