### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

-desk = カスタマーサポート

greeting = { $name ->
    [missing] お客様
   *[other] { $name } 様
 }
