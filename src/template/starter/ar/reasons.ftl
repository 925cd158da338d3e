### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }، وقت محسوب
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length }، وقت غير محسوب، خارج ساعات العمل
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length }، وقت غير محسوب، عطلة
   *[other] { $from } – { $to }: { $length }، وقت غير محسوب، عطلة { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length }، وقت غير محسوب، ساعات خاصة
   *[other] { $from } – { $to }: { $length }، وقت غير محسوب، ساعات خاصة { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length }، وقت غير محسوب، استراحة
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length }، وقت غير محسوب، مستثنى من ساعات العمل
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length }، وقت غير محسوب، متوقف في الحالة { $name }
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length }، وقت غير محسوب، متوقف
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length }، وقت غير محسوب، حُلّت التذكرة ثم أُعيد فتحها
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length }، قبل بدء العدّ
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length }، بعد توقف العدّ
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }، لا هدف لهذه التذكرة

# @src dfc72d7e
sla-verdict-inactive = { $metric }: لم يبدأ العدّ بعد
# @src c0d4f34a
sla-verdict-running = { $metric }: الوقت المستخدم { $elapsed } من { $target }، الموعد: { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: الوقت المستخدم { $elapsed } من { $target }، متوقف
# @src ff438d2d
sla-verdict-met = { $metric }: تحقق، الوقت المستخدم { $elapsed } من { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }: تأخر بمقدار { $over }، الوقت المستخدم { $elapsed }، المسموح به { $target }، كان الموعد: { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: تجاوز الموعد وما زال مفتوحًا، بزيادة { $over } على { $target }، كان الموعد: { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: أُلغي بعد { $elapsed }
# @src 91d03fb8
sla-verdict-never-due = { $metric }: الوقت المستخدم { $elapsed } من { $target }، لن يحين الموعد: لم تبقَ في التقويم ساعات عمل

# @src db277d92
problem-always-open-with-hours = { $path }: يتعارض «مفتوح دائمًا» مع ساعات الأسبوع. اكتبوا أحدهما فقط.
# @src dee904bd
problem-break-outside-hours = { $path }: تقع الاستراحة «{ $value }» خارج ساعات العمل ولا تُنقص منها شيئًا.
# @src 07fc6aa7
problem-calendar-invalid = { $path }: لا يمكن استخدام تقويم هذا المقياس، انظروا الملاحظات الأخرى.
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] ليس لتركيب التقاويم ساعات خاصة به. ضعوها في أحد أجزائه.
   *[other] { $path }: ليس لتركيب التقاويم ساعات خاصة به. ضعوها في أحد أجزائه.
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: لا يمكن استخدام الاتحاد والتقاطع والفرق معًا.
# @src 0092602a
problem-date-malformed = { $path }: ليس «{ $value }» تاريخًا. اكتبوه هكذا: { "2026-12-24" }.
# @src 3fdafecd
problem-date-out-of-range = { $path }: التاريخ «{ $value }» خارج الأعوام 1900 إلى 2200.
# @src e82eb0b2
problem-day-malformed = { $path }: ليس «{ $value }» تاريخًا مثل { "2026-12-24" } ولا يومًا من الأسبوع مثل { "mon" }.
# @src 89372ba2
problem-extends-circle = { $path }: تستند المستندات بعضها إلى بعض في حلقة تعود إلى «{ $value }».
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: لا يوجد هنا ما يمكن حذفه.
# @src 70f5adc2
problem-extends-unknown = { $path }: المستند «{ $value }» المراد الاستناد إليه غير معروف.
# @src 2b22132e
problem-field-missing = { $path }: هذا الحقل مفقود.
# @src 5024acef
problem-field-unknown = { $path }: لا يوجد هنا حقل باسم «{ $value }».
# @src f178db12
problem-holiday-malformed = { $path }: ليس «{ $value }» عطلة. اكتبوا { "2026-12-24" } أو { "12-24" } لكل عام أو { "2026-12-24/2026-12-26" }.
# @src d650ad23
problem-holiday-on-closed-day = { $path }: تقع العطلة «{ $value }» في يوم لا عمل فيه أصلًا.
# @src 9ee92f85
problem-holidays-run-out = { $path }: العطل معروفة حتى تاريخ «{ $value }» فقط. أضيفوا عطل العام القادم.
# @src 75fd69dc
problem-hours-equal = { $path }: تبدأ الساعات «{ $value }» وتنتهي في الوقت نفسه. تُقرأ على أنها 24 ساعة.
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: تقع الساعات «{ $value }» في الساعة التي تُحذف عند بدء التوقيت الصيفي.
# @src b409d579
problem-hours-malformed = { $path }: ليس «{ $value }» زوجًا من الأوقات. اكتبوا وقتين مثل { "09:00" } و{ "17:30" }.
# @src df1c59e2
problem-hours-overlap = { $path }: تتداخل الساعات «{ $value }» مع غيرها في اليوم نفسه. تُحسب مرة واحدة.
# @src aa7771f1
problem-hours-too-long = { $path }: تتجاوز الساعات «{ $value }» نهاية اليوم التالي.
# @src d78fccb3
problem-import-left-out = { $path }: تعذّر نقل «{ $value }».
# @src 598770c0
problem-keeper-unknown = { $path }: لم يُذكر من يفي بالتعهدات الخاصة بـ«{ $value }»، ويُفترض أنه أي شخص.
# @src a105d7e7
problem-never-open = { $path ->
    [missing] هذا التقويم غير مفتوح أبدًا.
   *[other] { $path }: هذا التقويم غير مفتوح أبدًا.
 }
# @src 678023d1
problem-override-lost = { $path }: «{ $value }» ليس في المناوبة، لأن تغييرًا آخر في الوقت نفسه قد استبدل الشخص بالفعل.
# @src d4ebca1f
problem-range-reversed = { $path }: تنتهي الفترة «{ $value }» قبل أن تبدأ.
# @src 126333f4
problem-roster-invalid = { $path }: القيمة «{ $value }» غير صالحة في جدول المناوبات هذا.
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: لهذا التقويم ساعاته الخاصة، فلا يمكن أن يكون تقويم جدول مناوبات.
# @src ebcf5242
problem-staffing-unknown = { $path }: لم يُنظر في جدول المناوبات إلا حتى «{ $value }»، وخارج ذلك يكون التقويم مغلقًا.
# @src ed3dc38a
problem-time-malformed = { $path }: ليس «{ $value }» وقتًا. اكتبوه هكذا: { "09:00" } أو { "09:00:00" }.
# @src 5f6b3d83
problem-value-misfit = { $path }: القيمة «{ $value }» غير صالحة هنا.
# @src 92a7d45f
problem-zone-missing = { $path }: المنطقة الزمنية ناقصة. اكتبوا اسمًا مثل { "Europe/Berlin" }.
# @src a9f58eae
problem-zone-unknown = { $path }: المنطقة الزمنية «{ $value }» غير معروفة.
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: تعذّرت قراءة التنبيه. حددوا نسبة مئوية أو فارقًا زمنيًا.
   *[other] { $path }: تعذّرت قراءة التنبيه «{ $value }». حددوا نسبة مئوية أو فارقًا زمنيًا.
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: هناك تنبيهان باسم «{ $value }».
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: التقويم «{ $value }» غير معروف. يبقى التقويم الحالي.
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: يحسب هذا المقياس كل الوقت ويذكر تقويمًا أيضًا. اختاروا أحدهما.
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: تعذّرت قراءة الشرط.
   *[other] { $path }: تعذّرت قراءة الشرط «{ $value }».
 }
# @src be758c80
problem-sla-event-unknown = { $path }: الحدث «{ $value }» غير معروف.
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: اسم حقل التذكرة ناقص.
   *[other] { $path }: لا توجد في هذا السجل تذكرة تحتوي على الحقل «{ $value }».
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: لا معنى لهذا الحقل في هذا النوع من المقاييس.
# @src b714712c
problem-sla-metrics-missing = { $path }: لا تعد هذه السياسة بشيء. أضيفوا مقياسًا واحدًا على الأقل.
# @src d1211581
problem-sla-name-twice = { $path }: الاسم «{ $value }» مكرر؛ لا فرق بين الأحرف الكبيرة والصغيرة ولا أثر للمسافات والشرطات.
# @src 9d63e35b
problem-sla-never-resumes = { $path }: يتوقف العدّ ولا شيء يستأنفه.
# @src b008a893
problem-sla-never-starts = { $path }: لا شيء يبدأ هذا العدّ.
# @src 49630411
problem-sla-never-stops = { $path }: لا شيء يوقف هذا العدّ.
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: «{ $value }» يسبق الحدث الأول بعقود؛ ربما حُسبت المللي ثانية ميكروثانية.
# @src a756d244
problem-sla-pause-at-end = { $path }: الحالة «{ $value }» تُنهي هذا العدّ، لذلك لا يمكن إيقافه مؤقتًا فيها.
# @src 77a61459
problem-sla-policy-twice = { $path }: هناك سياستان باسم «{ $value }».
# @src 6e345867
problem-sla-policy-unreachable = { $path }: لا تُطبّق هذه السياسة أبدًا، لأن سياسة سابقة تنطبق على كل التذاكر.
# @src 53ef9f12
problem-sla-status-unknown = { $path }: الحالة «{ $value }» غير معروفة.
# @src 8c342375
problem-sla-target-missing = { $path }: الوقت المسموح به ناقص.
# @src 27aaa956
problem-sla-target-no-default = { $path }: لا توجد قيمة افتراضية، لذلك ليس للتذاكر ذات قيمة أخرى في «{ $value }» وقت مسموح به.
# @src 18781a97
problem-sla-target-not-positive = { $path }: الوقت المسموح به «{ $value }» ليس أطول من الصفر.
# @src 41b58ef8
problem-sla-target-twice = { $path }: ذُكر الوقت المسموح به مرتين.
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: الوقت المسموح به «{ $value }» بلا وحدة ويُقرأ بالثواني.
# @src 98018bf1
problem-template-check = { $path }: فحص القوالب يفيد: «{ $value }».
# @src 90853ecf
problem-workflow-bad-category = { $path }: «{ $value }» ليست من الفئات الست.
# @src 00b3bca5
problem-workflow-bad-default = { $path }: لا يمكن أن تكون «{ $value }» الحالة الافتراضية. اذكر حالة مستخدمة من الفئة الصحيحة.
# @src a55659da
problem-workflow-bad-status-name = { $path }: لا يمكن أن يكون «{ $value }» اسم حالة.
# @src 0359071a
problem-workflow-duplicate-status = { $path }: الحالة «{ $value }» مذكورة مرتين.
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: لا يمكن استخدام هذا الجزء من سير العمل.
   *[other] { $path }: لا يمكن استخدام «{ $value }» هنا.
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: يحتاج سير العمل إلى حالة يجري فيها العمل وأخرى يكون العمل فيها قد انتهى.
# @src 623f5a88
problem-workflow-missing-next = { $path }: حدّد الحالة التي تلي انتهاء وقت «{ $value }».
# @src f25a37d2
problem-workflow-no-initial = { $path }: حدّد الحالات التي يمكن أن تبدأ بها التذكرة.
# @src 38745dff
problem-workflow-timer-loop = { $path }: بدءًا من «{ $value }» تدور قواعد بلا مهلة في حلقة لا تنتهي.
# @src c971f29c
problem-workflow-unknown-status = { $path }: لا توجد في سير العمل حالة «{ $value }».
