### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = カスタマーサポート

# @src 4a5cf4ac
greeting = { $name ->
    [missing] お客様
   *[other] { $name } 様
 }

# @src 32d2605f
closing = よろしくお願いいたします。
