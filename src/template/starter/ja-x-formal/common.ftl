### Formal tone over ja: only what differs stands here.
### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 32d2605f
closing = 何卒よろしくお願い申し上げます。
