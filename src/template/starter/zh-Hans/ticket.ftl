### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    我是{ $agent }，正在处理您的请求 { $ticket }。您此前提供的全部内容我都已看到，无需重复说明。

    我最迟将于 { DATETIME($due, dateStyle: "full", timeStyle: "short") } 再次与您联系。

    { closing }
    { $agent }
    { -desk }
    .subject = 您的请求 { $ticket }
    .sms = { -desk }：{ $agent }正在处理您的请求 { $ticket }，最迟将于 { DATETIME($due, dateStyle: "medium", timeStyle: "short") } 再次与您联系。

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    为继续处理您的请求 { $ticket }，我们需要您的协助：

    { $question }

    如果 { $days } 天内没有收到您的回复，我们将关闭该请求。此后您仍可回复。

    { closing }
    { -desk }
    .subject = 请求 { $ticket } 需要您的协助
    .sms = { -desk }：请求 { $ticket } 需要您的协助，请查看我们的消息并在 { $days } 天内回复。

# @src be433712
ticket-solved =
    { greeting }

    我们认为您的请求 { $ticket } 已经解决。

    如果尚未解决，请在 { $days } 天内回复本消息，我们将从中断处继续处理。

    您觉得我们的服务如何？评价用时不到一分钟：{ URL($survey) }

    { closing }
    { -desk }
    .subject = 您的请求 { $ticket } 已解决
    .sms = { -desk }：您的请求 { $ticket } 已解决。如未解决，请在 { $days } 天内回复。服务评价：{ URL($survey) }

# @src 71d2e45b
ticket-closed =
    { greeting }

    您的请求 { $ticket } 现已关闭。

    如果您再次需要帮助，请回复本消息。我们会新建一个请求，并附上本请求的全部内容。

    { closing }
    { -desk }
    .subject = 您的请求 { $ticket } 已关闭
    .sms = { -desk }：您的请求 { $ticket } 已关闭。如再次需要帮助，直接回复即可。

# @src 5a3d852c
ticket-reopened =
    { greeting }

    您的请求 { $ticket } 已重新打开，此前的内容全部保留。

    我们最迟将于 { DATETIME($due, dateStyle: "full", timeStyle: "short") } 与您联系。

    { closing }
    { -desk }
    .subject = 您的请求 { $ticket } 已重新打开
    .sms = { -desk }：您的请求 { $ticket } 已重新打开，我们最迟将于 { DATETIME($due, dateStyle: "medium", timeStyle: "short") } 与您联系。

# @src d14a4b53
ticket-delayed =
    { greeting }

    我们想在您询问之前主动告知：您的请求 { $ticket } 所需时间超出了我们的承诺。对此我们深表歉意。

    { $reason }

    我们现在预计最迟于 { DATETIME($due, dateStyle: "full", timeStyle: "short") } 完成。如果这给您带来不便，请告诉我们。

    { closing }
    { -desk }
    .subject = 您的请求 { $ticket } 需要更多时间
    .sms = { -desk }：很抱歉，您的请求 { $ticket } 未能按承诺时间完成，预计最迟于 { DATETIME($due, dateStyle: "medium", timeStyle: "short") } 完成。

# @src ffa142ab
ticket-apology =
    { greeting }

    您的请求 { $ticket } 给您带来了不便，我们深表歉意。

    { $reason }

    为表心意，我们向您赠送 { MONEY($amount) }，您无需办理任何手续。

    { closing }
    { $agent }
    { -desk }
    .subject = 就请求 { $ticket } 向您致歉
    .sms = { -desk }：请求 { $ticket } 给您带来了不便，我们深表歉意。为表心意，我们向您赠送 { MONEY($amount) }。
