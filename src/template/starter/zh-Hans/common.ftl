### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = 客户服务部

# @src 4a5cf4ac
greeting = { $name ->
    [missing] 您好：
   *[other] { $name }，您好：
 }

# @src 32d2605f
closing = 谨致问候
