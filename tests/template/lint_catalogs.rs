//! Catalogs as translators write them, in three languages of very different grammar: the checks have nothing to say.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::template::catalog::{Config, Source, check};
use sundesk::template::lint::Level;

const EN: &str = "\
# $name (Text, max 40) the customer; may be missing
# $ticket (Text, max 12) the number
# $count (Int) open questions
# $due (Instant) when we answer at the latest
# $amount (Money) refund
# $link (Url) the page of the ticket
# $files (List) names of attachments

-brand = Acme Support
-hours = Mon–Fri, 9–17

# @must $ticket
reply =
    Hi { DEFAULT($name, \"there\") },

    thank you for writing to { -brand }. Your ticket { $ticket } has { $count ->
        [0] no open questions
        [one] one open question
       *[other] { NUMBER($count) } open questions
    }; we will answer by { DATETIME($due, dateStyle: \"long\", timeStyle: \"short\") }.

    - We received: { LIST($files) }
    - Read or change it: [your ticket]({ URL($link) })

    Please **do not reply** to this message.

    { -brand } ({ -hours })
    .subject = [{ $ticket }] We are on it
    .html = <p>Hi { DEFAULT($name, \"there\") }, <a href=\"{ URL($link) }\" title=\"Your ticket\">ticket { $ticket }</a> is with <b>{ -brand }</b> &amp; friends.<br>Thank you!</p>
    .sms = { -brand }: we have your ticket { $ticket } and answer soon. { URL($link) }
    .voice = Your ticket is with us. Its number is { $ticket }.
refund = We sent { MONEY($amount) } to you; it arrives within 3 to 5 days (24/7 help: { URL($link) }).
survey = How did we do?
    .low = Not good
    .high = Very good
confirm = OK
quote =
    > { $name } wrote:

    See `STATUS` for more.
";

const PL: &str = "\
-brand = { $case ->
   *[nominative] Pomoc Acme
    [genitive] Pomocy Acme
    [instrumental] Pomocą Acme
}
    .gender = feminine
-hours = pon.–pt., 9–17

reply =
    Dzień dobry { DEFAULT($name, \"Państwu\") },

    dziękujemy za wiadomość do { -brand(case: \"genitive\") }. { -brand.gender ->
        [feminine] Zajęła się nią nasza załoga
       *[masculine] Zajął się nią nasz zespół
    }: zgłoszenie { $ticket } ma { $count ->
        [0] zero otwartych pytań
        [one] jedno otwarte pytanie
        [few] { NUMBER($count) } otwarte pytania
       *[many] { NUMBER($count) } otwartych pytań
    }; odpowiemy do { DATETIME($due, dateStyle: \"long\", timeStyle: \"short\") }.

    - Otrzymaliśmy: { LIST($files) }
    - Podgląd i zmiany: [zgłoszenie]({ URL($link) })

    Prosimy **nie odpowiadać** na tę wiadomość.

    { -brand } ({ -hours })
    .subject = [{ $ticket }] Zajmujemy się tym
    .html = <p>Dzień dobry { DEFAULT($name, \"Państwu\") }, <a href=\"{ URL($link) }\" title=\"Zgłoszenie\">zgłoszenie { $ticket }</a> jest u <b>{ -brand(case: \"genitive\") }</b> &amp; przyjaciół.<br>Dziękujemy!</p>
    .sms = { -brand }: mamy zgłoszenie { $ticket }, odpowiemy wkrótce. { URL($link) }
    .voice = Zgłoszenie jest u nas. Jego numer to { $ticket }.
refund = Wysłaliśmy { MONEY($amount) }; dotrze w ciągu 3 do 5 dni (pomoc 24/7: { URL($link) }).
survey = Jak nam poszło?
    .low = Niedobrze
    .high = Bardzo dobrze
# @same
confirm = OK
quote =
    > { $name } napisał(a):

    Więcej pod `STATUS`.
";

const AR: &str = "\
-brand = دعم أكمي
-hours = الإثنين–الجمعة، 9–17

reply =
    مرحبًا { DEFAULT($name, \"بكم\") }،

    شكرًا لمراسلتكم { -brand }. في طلبكم { $ticket } { $count ->
        [zero] لا أسئلة مفتوحة
        [one] سؤال مفتوح واحد
        [two] سؤالان مفتوحان
        [few] { NUMBER($count) } أسئلة مفتوحة
        [many] { NUMBER($count) } سؤالًا مفتوحًا
       *[other] { NUMBER($count) } سؤال مفتوح
    }، وسنجيب قبل { DATETIME($due, dateStyle: \"long\", timeStyle: \"short\") }.

    - استلمنا: { LIST($files) }
    - للاطلاع أو التعديل: [طلبكم]({ URL($link) })

    يرجى **عدم الرد** على هذه الرسالة.

    { -brand } ({ -hours })
    .subject = [{ $ticket }] نعمل على طلبكم
    .html = <p>مرحبًا { DEFAULT($name, \"بكم\") }، <a href=\"{ URL($link) }\" title=\"طلبكم\">الطلب { $ticket }</a> لدى <b>{ -brand }</b> &amp; الأصدقاء.<br>شكرًا!</p>
    .sms = { -brand }: استلمنا طلبكم { $ticket } وسنجيب قريبًا. { URL($link) }
    .voice = طلبكم لدينا. رقمه { $ticket }.
refund = أرسلنا إليكم { MONEY($amount) }؛ يصل خلال 3 إلى 5 أيام (المساعدة 24/7: { URL($link) }).
survey = كيف كانت خدمتنا؟
    .low = ليست جيدة
    .high = جيدة جدًا
confirm = موافق
quote =
    > كتب \u{2068}{ $name }\u{2069}:

    المزيد في `STATUS`.
";

const JA: &str = "\
-brand = アクメサポート
-hours = 月～金 9～17時

reply =
    { DEFAULT($name, \"お客\") }様

    { -brand }へお問い合わせいただきありがとうございます。チケット{ $ticket }には{ $count ->
        [0] 未回答の質問はありません
       *[other] 未回答の質問が{ NUMBER($count) }件あります
    }。{ DATETIME($due, dateStyle: \"long\", timeStyle: \"short\") }までに回答いたします。

    - 受領：{ LIST($files) }
    - 確認と変更：[チケット]({ URL($link) })

    このメッセージには**返信しないでください**。

    { -brand }（{ -hours }）
    .subject = [{ $ticket }] 対応を開始しました
    .html = <p>{ DEFAULT($name, \"お客\") }様、<a href=\"{ URL($link) }\" title=\"チケット\">チケット{ $ticket }</a>を<b>{ -brand }</b> &amp; 仲間が承りました。<br>ありがとうございます！</p>
    .sms = { -brand }：チケット{ $ticket }を承りました。まもなく回答します。{ URL($link) }
    .voice = チケットを承りました。番号は{ $ticket }です。
refund = { MONEY($amount) }を送金しました。3～5日以内に届きます（24時間対応：{ URL($link) }）。
survey = いかがでしたか。
    .low = よくない
    .high = とてもよい
# @same
confirm = OK
quote =
    > { $name }様：

    詳しくは`STATUS`へ。
";

#[test]
fn correct_catalogs_are_quiet() {
    for (locale, text) in [("pl", PL), ("ar", AR), ("ja", JA)] {
        let sources = [Source::new("en", "mail", EN), Source::new(locale, "mail", text)];
        let mut config = Config::reference("en");
        config.channels.body = sundesk::template::escape::Format::Markdown;
        let report = check(&sources, &config).unwrap();
        let noise: Vec<String> =
            report.findings.iter().filter(|f| f.level > Level::Info).map(ToString::to_string).collect();
        assert!(noise.is_empty(), "{locale}: {noise:#?}");
        assert!(report.sets.iter().all(|s| s.on && s.coverage >= 1.0), "{}", report.to_text());
        assert!(report.findings.len() <= 3, "even for the curious there is little: {}", report.to_text());
    }
}
