### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }：{ $length } を計測
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }：{ $length } は対象外（営業時間外）
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }：{ $length } は対象外（休日）
   *[other] { $from } – { $to }：{ $length } は対象外（休日：{ $name }）
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }：{ $length } は対象外（特別営業時間）
   *[other] { $from } – { $to }：{ $length } は対象外（特別営業時間：{ $name }）
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }：{ $length } は対象外（休憩）
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }：{ $length } は対象外（営業時間から除外）
# @src 80e68112
sla-piece-paused = { $from } – { $to }：{ $length } は対象外（ステータス { $name } で一時停止）
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }：{ $length } は対象外（一時停止）
# @src 07619e05
sla-piece-solved = { $from } – { $to }：{ $length } は対象外（解決後に再開）
# @src 9721332d
sla-piece-before-start = { $from } – { $to }：{ $length } は計測開始前
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }：{ $length } は計測終了後
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }：{ $length }（このチケットには目標がありません）

# @src dfc72d7e
sla-verdict-inactive = { $metric }：計測はまだ始まっていません
# @src c0d4f34a
sla-verdict-running = { $metric }：{ $target } のうち { $elapsed } を使用、期限 { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }：{ $target } のうち { $elapsed } を使用、一時停止中
# @src ff438d2d
sla-verdict-met = { $metric }：達成、{ $target } のうち { $elapsed } を使用
# @src bed1bb08
sla-verdict-missed = { $metric }：{ $over } 超過で未達、使用 { $elapsed }、許容 { $target }、期限は { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }：期限を過ぎて未完了、{ $target } を { $over } 超過、期限は { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }：{ $elapsed } 経過後に取り消し
# @src 91d03fb8
sla-verdict-never-due = { $metric }：{ $target } のうち { $elapsed } を使用、期限は来ません：カレンダーに営業時間が残っていません

# @src db277d92
problem-always-open-with-hours = { $path }：「常に営業」と週の営業時間が矛盾しています。どちらか一方だけを書いてください。
# @src dee904bd
problem-break-outside-hours = { $path }：休憩「{ $value }」は営業時間外のため、差し引かれる時間がありません。
# @src 07fc6aa7
problem-calendar-invalid = { $path }：この指標のカレンダーは使用できません。ほかの指摘を確認してください。
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] カレンダーの組み合わせには独自の時間を書けません。構成するカレンダーに書いてください。
   *[other] { $path }：カレンダーの組み合わせには独自の時間を書けません。構成するカレンダーに書いてください。
 }
# @src ff1c8119
problem-combinations-mixed = { $path }：和、積、差を同時に使うことはできません。
# @src 0092602a
problem-date-malformed = { $path }：「{ $value }」は日付ではありません。{ "2026-12-24" } のように書いてください。
# @src 3fdafecd
problem-date-out-of-range = { $path }：日付「{ $value }」は 1900 年から 2200 年の範囲外です。
# @src e82eb0b2
problem-day-malformed = { $path }：「{ $value }」は { "2026-12-24" } のような日付でも { "mon" } のような曜日でもありません。
# @src 89372ba2
problem-extends-circle = { $path }：文書の継承が循環し、「{ $value }」に戻っています。
# @src 319e5bbe
problem-extends-removes-nothing = { $path }：ここには削除できるものがありません。
# @src 70f5adc2
problem-extends-unknown = { $path }：継承元の文書「{ $value }」が見つかりません。
# @src 2b22132e
problem-field-missing = { $path }：この項目がありません。
# @src 5024acef
problem-field-unknown = { $path }：「{ $value }」という項目はここにはありません。
# @src f178db12
problem-holiday-malformed = { $path }：「{ $value }」は休日ではありません。{ "2026-12-24" }、毎年なら { "12-24" }、または { "2026-12-24/2026-12-26" } と書いてください。
# @src d650ad23
problem-holiday-on-closed-day = { $path }：休日「{ $value }」は、もともと休業の日です。
# @src 9ee92f85
problem-holidays-run-out = { $path }：休日は「{ $value }」までしか登録されていません。翌年分を追加してください。
# @src 75fd69dc
problem-hours-equal = { $path }：時間「{ $value }」は開始と終了が同じです。24 時間として扱います。
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }：時間「{ $value }」は、夏時間の開始で飛ばされる時間に当たります。
# @src b409d579
problem-hours-malformed = { $path }：「{ $value }」は時刻の組ではありません。{ "09:00" } と { "17:30" } のように二つ書いてください。
# @src df1c59e2
problem-hours-overlap = { $path }：時間「{ $value }」は同じ日のほかの時間と重なっています。一度だけ数えます。
# @src aa7771f1
problem-hours-too-long = { $path }：時間「{ $value }」は翌日の終わりを超えています。
# @src d78fccb3
problem-import-left-out = { $path }：「{ $value }」は引き継げませんでした。
# @src 598770c0
problem-keeper-unknown = { $path }：「{ $value }」の約束を誰が守るのか指定がありません。全員とみなします。
# @src a105d7e7
problem-never-open = { $path ->
    [missing] このカレンダーに営業時間はありません。
   *[other] { $path }：このカレンダーに営業時間はありません。
 }
# @src 678023d1
problem-override-lost = { $path }：同じ時間の別の変更がすでにその担当者を交代させているため、「{ $value }」は当番になりません。
# @src d4ebca1f
problem-range-reversed = { $path }：期間「{ $value }」は開始より前に終わっています。
# @src 126333f4
problem-roster-invalid = { $path }：「{ $value }」はこの勤務表では使えません。
# @src 665ded4f
problem-staffed-by-with-hours = { $path }：このカレンダーには独自の時間があるため、シフト表のカレンダーにはできません。
# @src ebcf5242
problem-staffing-unknown = { $path }：シフト表は「{ $value }」までしか確認されていません。それ以外の時間は休業とみなします。
# @src ed3dc38a
problem-time-malformed = { $path }：「{ $value }」は時刻ではありません。{ "09:00" } または { "09:00:00" } のように書いてください。
# @src 5f6b3d83
problem-value-misfit = { $path }：「{ $value }」はここでは使えません。
# @src 92a7d45f
problem-zone-missing = { $path }：タイムゾーンがありません。{ "Europe/Berlin" } のように書いてください。
# @src a9f58eae
problem-zone-unknown = { $path }：タイムゾーン「{ $value }」は不明です。
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }：アラートを読み取れません。割合か時間差のどちらかを指定してください。
   *[other] { $path }：アラート「{ $value }」を読み取れません。割合か時間差のどちらかを指定してください。
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }：「{ $value }」という名前のアラートが二つあります。
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }：カレンダー「{ $value }」は不明です。現在のカレンダーをそのまま使います。
# @src e948e1e5
problem-sla-clock-contradicts = { $path }：この指標は全時間を数えながらカレンダーを指定しています。どちらか一方にしてください。
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }：条件を読み取れません。
   *[other] { $path }：条件「{ $value }」を読み取れません。
 }
# @src be758c80
problem-sla-event-unknown = { $path }：イベント「{ $value }」は不明です。
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }：チケットの項目名がありません。
   *[other] { $path }：このログのどのチケットにも項目「{ $value }」がありません。
 }
# @src 57c888b7
problem-sla-field-unused = { $path }：この種類の指標では、この項目に意味がありません。
# @src b714712c
problem-sla-metrics-missing = { $path }：このポリシーは何も約束していません。指標を一つ以上書いてください。
# @src d1211581
problem-sla-name-twice = { $path }：名前「{ $value }」が重複しています。大文字と小文字、空白、ハイフンの違いは無視されます。
# @src 9d63e35b
problem-sla-never-resumes = { $path }：一時停止した計測を再開するものがありません。
# @src b008a893
problem-sla-never-starts = { $path }：この計測を開始するものがありません。
# @src 49630411
problem-sla-never-stops = { $path }：この計測を終了するものがありません。
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }：「{ $value }」は最初のイベントより何十年も前です。ミリ秒がマイクロ秒として扱われた可能性があります。
# @src a756d244
problem-sla-pause-at-end = { $path }：ステータス「{ $value }」はこの計測を終了するため、そこで一時停止することはできません。
# @src 77a61459
problem-sla-policy-twice = { $path }：「{ $value }」という名前のポリシーが二つあります。
# @src 6e345867
problem-sla-policy-unreachable = { $path }：前のポリシーがすべてのチケットに当てはまるため、このポリシーは使われません。
# @src 53ef9f12
problem-sla-status-unknown = { $path }：ステータス「{ $value }」は不明です。
# @src 8c342375
problem-sla-target-missing = { $path }：許容時間がありません。
# @src 27aaa956
problem-sla-target-no-default = { $path }：既定値がないため、「{ $value }」がほかの値のチケットには許容時間がありません。
# @src 18781a97
problem-sla-target-not-positive = { $path }：許容時間「{ $value }」は 0 より長くありません。
# @src 41b58ef8
problem-sla-target-twice = { $path }：許容時間が二重に指定されています。
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }：許容時間「{ $value }」には単位がないため、秒として扱われます。
# @src 98018bf1
problem-template-check = { $path }：テンプレートの検査で「{ $value }」が見つかりました。
# @src 90853ecf
problem-workflow-bad-category = { $path }：「{ $value }」は六つのカテゴリーのいずれでもありません。
# @src 00b3bca5
problem-workflow-bad-default = { $path }：「{ $value }」は新規チケットやカテゴリーの既定にできません。正しいカテゴリーの使用中の状態を指定してください。
# @src a55659da
problem-workflow-bad-status-name = { $path }：「{ $value }」は状態の名前にできません。
# @src 0359071a
problem-workflow-duplicate-status = { $path }：状態「{ $value }」が重複しています。
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }：ワークフローのこの部分は使用できません。
   *[other] { $path }：「{ $value }」はここでは使用できません。
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }：ワークフローには、作業中の状態と、作業が終わった状態が必要です。
# @src 623f5a88
problem-workflow-missing-next = { $path }：「{ $value }」の期限後に続く状態を指定してください。
# @src f25a37d2
problem-workflow-no-initial = { $path }：チケットを開始できる状態を指定してください。
# @src 38745dff
problem-workflow-timer-loop = { $path }：「{ $value }」から、待ち時間のないルールが無限に循環します。
# @src c971f29c
problem-workflow-unknown-status = { $path }：ワークフローに状態「{ $value }」はありません。
