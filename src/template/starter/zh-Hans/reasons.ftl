### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }：{ $length }，已计入
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }：{ $length }，未计入，非营业时间
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }：{ $length }，未计入，节假日
   *[other] { $from } – { $to }：{ $length }，未计入，节假日 { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }：{ $length }，未计入，特殊营业时间
   *[other] { $from } – { $to }：{ $length }，未计入，特殊营业时间 { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }：{ $length }，未计入，休息时间
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }：{ $length }，未计入，已从营业时间中扣除
# @src 80e68112
sla-piece-paused = { $from } – { $to }：{ $length }，未计入，因状态 { $name } 暂停
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }：{ $length }，未计入，已暂停
# @src 07619e05
sla-piece-solved = { $from } – { $to }：{ $length }，未计入，已解决后又重新打开
# @src 9721332d
sla-piece-before-start = { $from } – { $to }：{ $length }，计时开始之前
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }：{ $length }，计时停止之后
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }：{ $length }，此工单没有目标

# @src dfc72d7e
sla-verdict-inactive = { $metric }：计时尚未开始
# @src c0d4f34a
sla-verdict-running = { $metric }：已用 { $elapsed }，共 { $target }，到期时间 { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }：已用 { $elapsed }，共 { $target }，已暂停
# @src ff438d2d
sla-verdict-met = { $metric }：达标，已用 { $elapsed }，共 { $target }
# @src bed1bb08
sla-verdict-missed = { $metric }：超时 { $over } 未达标，已用 { $elapsed }，允许 { $target }，到期时间 { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }：已超时且仍未完成，超出 { $target } 达 { $over }，到期时间 { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }：计时 { $elapsed } 后取消
# @src 91d03fb8
sla-verdict-never-due = { $metric }：已用 { $elapsed }，共 { $target }，永不到期：日历中不再有营业时间

# @src db277d92
problem-always-open-with-hours = { $path }：“始终营业”与每周时间相互矛盾，只能填写其中一项。
# @src dee904bd
problem-break-outside-hours = { $path }：休息时间“{ $value }”不在营业时间内，不会扣除任何时间。
# @src 07fc6aa7
problem-calendar-invalid = { $path }：此指标的日历无法使用，请查看其他提示。
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] 日历组合没有自己的时间，请写入其中的某个日历。
   *[other] { $path }：日历组合没有自己的时间，请写入其中的某个日历。
 }
# @src ff1c8119
problem-combinations-mixed = { $path }：并集、交集和差集不能同时使用。
# @src 0092602a
problem-date-malformed = { $path }：“{ $value }”不是日期，请写成 { "2026-12-24" }。
# @src 3fdafecd
problem-date-out-of-range = { $path }：日期“{ $value }”不在 1900 年至 2200 年之间。
# @src e82eb0b2
problem-day-malformed = { $path }：“{ $value }”既不是 { "2026-12-24" } 这样的日期，也不是 { "mon" } 这样的星期几。
# @src 89372ba2
problem-extends-circle = { $path }：文档之间循环继承，又回到“{ $value }”。
# @src 319e5bbe
problem-extends-removes-nothing = { $path }：此处没有可以移除的内容。
# @src 70f5adc2
problem-extends-unknown = { $path }：找不到要继承的文档“{ $value }”。
# @src 2b22132e
problem-field-missing = { $path }：缺少此字段。
# @src 5024acef
problem-field-unknown = { $path }：这里没有字段“{ $value }”。
# @src f178db12
problem-holiday-malformed = { $path }：“{ $value }”不是节假日，请写 { "2026-12-24" }、每年则写 { "12-24" }，或写 { "2026-12-24/2026-12-26" }。
# @src d650ad23
problem-holiday-on-closed-day = { $path }：节假日“{ $value }”落在本来就不营业的日子。
# @src 9ee92f85
problem-holidays-run-out = { $path }：节假日只登记到“{ $value }”，请补充下一年的节假日。
# @src 75fd69dc
problem-hours-equal = { $path }：时间“{ $value }”的开始与结束相同，按 24 小时计算。
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }：时间“{ $value }”落在夏令时开始时被跳过的那一小时。
# @src b409d579
problem-hours-malformed = { $path }：“{ $value }”不是一对时间，请写两个时间，例如 { "09:00" } 和 { "17:30" }。
# @src df1c59e2
problem-hours-overlap = { $path }：时间“{ $value }”与同一天的其他时间重叠，只计算一次。
# @src aa7771f1
problem-hours-too-long = { $path }：时间“{ $value }”超过了次日的终点。
# @src d78fccb3
problem-import-left-out = { $path }：“{ $value }”无法导入。
# @src 598770c0
problem-keeper-unknown = { $path }：没有说明由谁履行“{ $value }”的承诺，视为任何人都可以。
# @src a105d7e7
problem-never-open = { $path ->
    [missing] 此日历从不营业。
   *[other] { $path }：此日历从不营业。
 }
# @src 678023d1
problem-override-lost = { $path }：同一时间的另一项调整已替换了该人员，因此“{ $value }”不在班。
# @src d4ebca1f
problem-range-reversed = { $path }：范围“{ $value }”的结束早于开始。
# @src 126333f4
problem-roster-invalid = { $path }：“{ $value }”不适用于此排班表。
# @src 665ded4f
problem-staffed-by-with-hours = { $path }：此日历有自己的时间，不能作为排班表的日历。
# @src ebcf5242
problem-staffing-unknown = { $path }：排班表只查看到“{ $value }”为止，此外的时间日历视为关闭。
# @src ed3dc38a
problem-time-malformed = { $path }：“{ $value }”不是时间，请写成 { "09:00" } 或 { "09:00:00" }。
# @src 5f6b3d83
problem-value-misfit = { $path }：“{ $value }”不适用于此处。
# @src 92a7d45f
problem-zone-missing = { $path }：缺少时区，请写 { "Europe/Berlin" } 这样的名称。
# @src a9f58eae
problem-zone-unknown = { $path }：时区“{ $value }”未知。
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }：提醒无法识别，请填写百分比或时间差。
   *[other] { $path }：提醒“{ $value }”无法识别，请填写百分比或时间差。
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }：有两个提醒都名为“{ $value }”。
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }：日历“{ $value }”未知，继续使用当前日历。
# @src e948e1e5
problem-sla-clock-contradicts = { $path }：此指标计算全部时间，却又指定了日历，只能选择其一。
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }：条件无法识别。
   *[other] { $path }：条件“{ $value }”无法识别。
 }
# @src be758c80
problem-sla-event-unknown = { $path }：事件“{ $value }”未知。
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }：缺少工单字段的名称。
   *[other] { $path }：此日志中没有工单含有字段“{ $value }”。
 }
# @src 57c888b7
problem-sla-field-unused = { $path }：此字段对这类指标没有意义。
# @src b714712c
problem-sla-metrics-missing = { $path }：此策略未作任何承诺，请至少填写一个指标。
# @src d1211581
problem-sla-name-twice = { $path }：名称“{ $value }”重复；不区分大小写、空格和连字符。
# @src 9d63e35b
problem-sla-never-resumes = { $path }：暂停开始后没有任何事件使其结束。
# @src b008a893
problem-sla-never-starts = { $path }：没有任何事件启动此计时。
# @src 49630411
problem-sla-never-stops = { $path }：没有任何事件停止此计时。
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }：“{ $value }”比第一个事件早几十年；可能把毫秒当成了微秒。
# @src a756d244
problem-sla-pause-at-end = { $path }：状态“{ $value }”会结束此计时，因此计时无法在该状态暂停。
# @src 77a61459
problem-sla-policy-twice = { $path }：有两个策略都名为“{ $value }”。
# @src 6e345867
problem-sla-policy-unreachable = { $path }：前面的策略适用于所有工单，因此此策略永远不会生效。
# @src 53ef9f12
problem-sla-status-unknown = { $path }：状态“{ $value }”未知。
# @src 8c342375
problem-sla-target-missing = { $path }：缺少允许时间。
# @src 27aaa956
problem-sla-target-no-default = { $path }：缺少默认值，因此“{ $value }”为其他值的工单没有允许时间。
# @src 18781a97
problem-sla-target-not-positive = { $path }：允许时间“{ $value }”不大于零。
# @src 41b58ef8
problem-sla-target-twice = { $path }：允许时间重复填写。
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }：允许时间“{ $value }”没有单位，按秒读取。
# @src 98018bf1
problem-template-check = { $path }：模板检查报告“{ $value }”。
# @src 90853ecf
problem-workflow-bad-category = { $path }：“{ $value }”不是六个类别之一。
# @src 00b3bca5
problem-workflow-bad-default = { $path }：“{ $value }”不能作为新工单或该类别的默认状态。请指定该类别中启用的状态。
# @src a55659da
problem-workflow-bad-status-name = { $path }：“{ $value }”不能作为状态名称。
# @src 0359071a
problem-workflow-duplicate-status = { $path }：状态“{ $value }”重复出现。
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }：流程的这一部分无法使用。
   *[other] { $path }：此处不能使用“{ $value }”。
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }：流程需要一个处理中的状态，以及一个处理完毕的状态。
# @src 623f5a88
problem-workflow-missing-next = { $path }：请指定“{ $value }”到期后的下一状态。
# @src f25a37d2
problem-workflow-no-initial = { $path }：请指定工单可以从哪些状态开始。
# @src 38745dff
problem-workflow-timer-loop = { $path }：从“{ $value }”开始，无延迟的规则会无限循环。
# @src c971f29c
problem-workflow-unknown-status = { $path }：流程中没有状态“{ $value }”。
