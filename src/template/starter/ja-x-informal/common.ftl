### Informal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 4a5cf4ac
greeting = { $name ->
    [missing] こんにちは。
   *[other] { $name } さん、こんにちは。
 }

# @src 32d2605f
closing = よろしくお願いします。
