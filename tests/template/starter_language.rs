//! The language of the starter catalog: sentences a native reader checked, and laws that every text of every language keeps.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use sundesk::args;
use sundesk::money::Money;
use sundesk::template::catalog::{Config, Delivery, VarType};
use sundesk::template::channel::Channel;
use sundesk::template::extract::{Contract, contracts};
use sundesk::template::gate::RequireReview;
use sundesk::template::{Arg, Args, Ctx, Templates, sms, starter};
use sundesk::time::ZoneDb;

const LOCALES: [&str; 12] = ["en", "vi", "et", "el", "de", "fr", "es", "pt-BR", "ja", "zh-Hans", "ar", "hi"];
/// Readers who share a text but not the way a time or an amount is written: `2:37 p.m.`, `٢:٣٧ م`.
const REGIONS: [&str; 10] =
    ["en-GB", "en-CA", "en-IN", "es-MX", "es-US", "fr-CA", "de-CH", "pt-PT", "ar-EG", "zh-Hans-SG"];
const HOUR: i64 = 3_600_000_000;
/// Thursday, 10 September 2026, 11:37 UTC.
const DUE: i64 = 1_789_040_220_000_000;

fn store() -> Templates {
    let config = Config::reference("en").require_review(RequireReview::MachineChecked);
    Templates::from_sources(&starter::sources(), &config).unwrap()
}

fn ctx() -> Ctx {
    let zone = ZoneDb::bundled().zone("Europe/Tallinn").unwrap();
    Ctx { zone: Some(zone), now: Some(DUE - 3 * HOUR), ..Ctx::default() }
}

fn plain(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{200e}', '\u{200f}', '\u{61c}'], "")
        .replace(['\u{a0}', '\u{202f}'], " ")
}

/// The paragraph of a text that holds the message's own sentence.
#[track_caller]
fn says(store: &Templates, locale: &str, id: &str, args: &Args, sentence: &str) {
    let text = plain(&store.render(id, args, &Delivery::to([locale]).ctx(ctx())).unwrap().text);
    assert!(text.contains(sentence), "{locale} {id}: {sentence:?} is not in\n{text}");
}

#[test]
fn days_are_counted_as_each_language_counts() {
    let store = store();
    for (locale, days, sentence) in [
        ("ar", 0, "خلال 0 يوم فسنغلق"),
        ("ar", 1, "خلال يوم واحد فسنغلق"),
        ("ar", 2, "خلال يومين فسنغلق"),
        ("ar", 3, "خلال 3 أيام فسنغلق"),
        ("ar", 11, "خلال 11 يومًا فسنغلق"),
        ("ar", 21, "خلال 21 يومًا فسنغلق"),
        ("ar", 100, "خلال 100 يوم فسنغلق"),
        ("ar", 103, "خلال 103 أيام فسنغلق"),
        ("de", 1, "Wenn wir 1 Tag lang nichts"),
        ("de", 2, "Wenn wir 2 Tage lang nichts"),
        ("el", 1, "μέσα σε 1 ημέρα,"),
        ("el", 21, "μέσα σε 21 ημέρες,"),
        ("en", 1, "within 1 day,"),
        ("en", 0, "within 0 days,"),
        ("es", 1, "Si en 1 día no"),
        ("es", 2, "Si en 2 días no"),
        ("et", 1, "1 päeva jooksul"),
        ("et", 21, "21 päeva jooksul"),
        ("fr", 0, "un délai de 0 jour,"),
        ("fr", 2, "un délai de 2 jours,"),
        ("fr", 1_000_000, "un délai de 1 000 000 de jours,"),
        ("hi", 1, "1 दिन के भीतर"),
        ("hi", 5, "5 दिनों के भीतर"),
        ("ja", 1, "1 日以内にご返信がない"),
        ("pt-BR", 1, "em 1 dia,"),
        ("pt-BR", 2, "em 2 dias,"),
        ("vi", 5, "trong vòng 5 ngày,"),
        ("zh-Hans", 5, "如果 5 天内没有"),
    ] {
        let args = args! { name: "Ana", ticket: "4711", question: "?", days: days };
        says(&store, locale, "ticket-waiting-for-you", &args, sentence);
    }
    let dative = args! { name: "Ana", ticket: "4711", days: 5, survey: "https://desk.example/s" };
    says(&store, "de", "ticket-solved", &dative, "innerhalb von 5 Tagen");
}

#[test]
fn tickets_are_counted_as_each_language_counts() {
    let store = store();
    for (locale, count, sentence) in [
        ("ar", 1, "يسلّم فريق Manila تذكرة مفتوحة واحدة إلى فريق Tallinn."),
        ("ar", 2, "يسلّم فريق Manila تذكرتين مفتوحتين إلى فريق Tallinn."),
        ("ar", 5, "يسلّم فريق Manila 5 تذاكر مفتوحة إلى فريق Tallinn."),
        ("ar", 12, "يسلّم فريق Manila 12 تذكرة مفتوحة إلى فريق Tallinn."),
        ("de", 1, "Manila übergibt 1 offenes Ticket an Tallinn."),
        ("de", 21, "Manila übergibt 21 offene Tickets an Tallinn."),
        ("el", 1, "Η ομάδα Manila παραδίδει 1 ανοιχτό αίτημα στην ομάδα Tallinn."),
        ("el", 2, "Η ομάδα Manila παραδίδει 2 ανοιχτά αιτήματα στην ομάδα Tallinn."),
        ("et", 1, "Meeskond Manila annab meeskonnale Tallinn üle 1 avatud pileti."),
        ("et", 21, "Meeskond Manila annab meeskonnale Tallinn üle 21 avatud piletit."),
        ("hi", 1, "1 खुला टिकट सौंपा जा रहा है।"),
        ("hi", 2, "2 खुले टिकट सौंपे जा रहे हैं।"),
        ("ja", 2, "対応中のチケット 2 件を引き継ぎます。"),
        ("vi", 2, "bàn giao 2 phiếu đang mở"),
        ("zh-Hans", 2, "移交 2 个处理中的工单。"),
    ] {
        let args = args! { from: "Manila", to: "Tallinn", count: count, next: Arg::Instant(DUE) };
        says(&store, locale, "staff-handoff", &args, sentence);
    }
    // Tickets without a promise have no due time.
    for (locale, sentence) in
        [("en", "First due: none."), ("de", "Erste Fälligkeit: keine."), ("et", "Esimene tähtaeg: puudub.")]
    {
        says(&store, locale, "staff-handoff", &args! { from: "Manila", to: "Tallinn", count: 3 }, sentence);
    }
}

#[test]
fn a_promise_stands_in_the_sentence_as_the_language_wants_it() {
    let store = store();
    for (locale, sentence) in [
        ("en", "You will hear from us by Thursday, September 10, 2026 at 2:37 PM at the latest."),
        ("en-CA", "You will hear from us by Thursday, September 10, 2026 at 2:37 p.m. at the latest."),
        ("vi", "chậm nhất vào lúc 14:37 Thứ Năm, 10 tháng 9, 2026."),
        ("et", "Meie vastuse tähtaeg on neljapäev, 10. september 2026, kell 14:37."),
        ("el", "Το αργότερο έως Πέμπτη 10 Σεπτεμβρίου 2026 στις 2:37 μ.μ. θα έχετε νέα μας."),
        ("de", "Sie hören spätestens am Donnerstag, 10. September 2026 um 14:37 Uhr von uns."),
        ("fr", "Vous aurez de nos nouvelles au plus tard le jeudi 10 septembre 2026 à 14:37."),
        ("es", "A más tardar el jueves, 10 de septiembre de 2026 a las 14:37 tendrá noticias nuestras."),
        ("es-MX", "A más tardar el jueves, 10 de septiembre de 2026 a las 2:37 p.m. tendrá noticias nuestras."),
        ("pt-BR", "Você terá notícias nossas até quinta-feira, 10 de setembro de 2026 às 14:37."),
        ("ja", "2026年9月10日木曜日 14:37 までにご連絡します。"),
        ("zh-Hans", "我们最迟将于 2026年9月10日星期四 14:37 与您联系。"),
        ("ar", "سنتواصل معكم في موعد أقصاه الخميس، 10 سبتمبر 2026 في 2:37 م."),
        ("hi", "हम आपसे अधिक से अधिक गुरुवार, 10 सितंबर 2026 को 2:37 pm तक संपर्क करेंगे।"),
    ] {
        let args = args! { name: "Ana", ticket: "4711", due: Arg::Instant(DUE) };
        says(&store, locale, "ticket-reopened", &args, sentence);
    }
}

#[test]
fn notices_to_staff_say_how_long_and_when_with_the_offset() {
    let store = store();
    for (locale, warning, breach) in [
        ("en", "first_reply is due in 3 hours (Sep 10, 2026, 2:37 PM GMT+3).", "is late by 2 days, 3 hours (was due "),
        ("de", "first_reply wird in 3 Stunden fällig (10.09.2026, 14:37 GMT+3).", "ist 2 Tage, 3 Stunden überfällig ("),
        ("et", "tähtaeg saabub 3 tunni pärast (10. sept 2026, 14:37 GMT +3).", "Hilinemine: 2 ööpäeva, 3 tundi ("),
        ("el", "λήγει σε 3 ώρες (10 Σεπ 2026, 2:37 μ.μ. GMT+3).", "εκπρόθεσμο κατά 2 ημέρες, 3 ώρες ("),
        ("vi", "đến hạn sau 3 giờ nữa (14:37 GMT+3 10/9/26).", "đã trễ 2 ngày, 3 giờ ("),
        ("ja", "期限は 3 時間後（2026/09/10 14:37 GMT+3）です。", "期限を 2 日 3 時間超過しています（"),
        ("zh-Hans", "将在 3小时后到期（2026年9月10日 GMT+3 14:37）。", "已逾期 2天3小时（"),
        ("ar", "يحين الموعد خلال 3 ساعات (10 سبتمبر 2026 في 2:37 م غرينتش+3).", "مقدار التأخير: يومان و3 ساعات ("),
        ("hi", "समय-सीमा 3 घंटे में समाप्त होगी (10 सित॰ 2026, 2:37 pm GMT+3)।", "देरी: 2 दिन और 3 घंटे ("),
    ] {
        let late = Arg::Duration(51 * HOUR + 5_000_000);
        let args = args! { ticket: "4711", metric: "first_reply", due: Arg::Instant(DUE), late: late };
        says(&store, locale, "staff-sla-warning", &args, warning);
        says(&store, locale, "staff-sla-breach", &args, breach);
    }
}

#[test]
fn a_greeting_without_a_name_is_whole_however_the_name_is_left_out() {
    let store = store();
    let hello = |locale: &str, tone: &str, args: &Args| {
        plain(&store.render("greeting", args, &Delivery::to([locale]).tone(tone)).unwrap().text)
    };
    for (locale, tone, with, without) in [
        ("en", "", "Hello Ana,", "Hello,"),
        ("vi", "", "Kính chào Quý khách Ana,", "Kính chào Quý khách,"),
        ("et", "", "Tere, Ana!", "Tere!"),
        ("el", "", "Προς: Ana\n\nΓεια σας,", "Γεια σας,"),
        ("de", "", "Guten Tag Ana,", "Guten Tag,"),
        ("de", "formal", "Guten Tag Ana,", "Sehr geehrte Damen und Herren,"),
        ("de", "informal", "Hallo Ana,", "Hallo,"),
        ("fr", "", "Bonjour Ana,", "Bonjour,"),
        ("es", "", "Hola, Ana:", "Hola:"),
        ("pt-BR", "", "Olá, Ana,", "Olá,"),
        ("ja", "", "Ana 様", "お客様"),
        ("ja", "informal", "Ana さん、こんにちは。", "こんにちは。"),
        ("zh-Hans", "", "Ana，您好：", "您好："),
        ("ar", "", "مرحبًا Ana،", "مرحبًا،"),
        ("hi", "", "नमस्ते Ana जी,", "नमस्ते,"),
    ] {
        assert_eq!(hello(locale, tone, &args! { name: "Ana" }), with, "{locale} {tone}");
        for absent in [args! {}, args! { name: Arg::Missing }, args! { name: "" }, args! { name: "  " }] {
            assert_eq!(hello(locale, tone, &absent), without, "{locale} {tone}");
        }
    }
}

#[test]
fn a_tone_that_nothing_is_written_in_leaves_the_reader_his_language() {
    let store = store();
    for tone in ["formal", "conversational", "", "not a tag", "höflich"] {
        let done = store.render("greeting", &args! { name: "Lan" }, &Delivery::to(["vi"]).tone(tone)).unwrap();
        assert_eq!((done.locale.as_str(), done.warnings.len()), ("vi", 1), "{tone:?}");
        assert_eq!(done.warnings[0].code, "tone_unavailable");
    }
}

// ---- laws of every text ------------------------------------------------------------------------------------------------------

/// Values for every variable of a message, as a desk would send them.
fn values(contract: &Contract, amount: &str, currency: &str) -> Args {
    let mut args = Args::new();
    for (name, v) in &contract.variables {
        let value = match v.declared.kind {
            Some(VarType::Int | VarType::Decimal) => Arg::Int(5),
            Some(VarType::Money) => Arg::from(Money::parse(amount, currency).unwrap()),
            Some(VarType::Instant) => Arg::Instant(DUE),
            Some(VarType::Duration) => Arg::Duration(26 * HOUR),
            Some(VarType::Url) => Arg::from("https://desk.example/s/8Kq2"),
            _ if name == "ticket" => Arg::from("HD-2026-004711"),
            _ => Arg::from("Ana"),
        };
        args.set(name.clone(), value);
    }
    args
}

/// Every message in every locale, region, tone and spoken or written channel.
fn each_text(mut check: impl FnMut(&Contract, &str, &str, Channel, &str)) {
    let store = store();
    let tones = [("de", "formal"), ("de", "informal"), ("ja", "formal"), ("ja", "informal")];
    let plainly = LOCALES.iter().chain(&REGIONS).map(|l| (*l, ""));
    let readers: Vec<(&str, &str)> = plainly.chain(tones).collect();
    for contract in contracts(&starter::sources(), &Config::reference("en")).unwrap() {
        for (locale, tone) in &readers {
            let money = if locale.starts_with("ar") { ("250.50", "EGP") } else { ("1234.50", "EUR") };
            let args = values(&contract, money.0, money.1);
            for channel in [Channel::Body, Channel::Subject, Channel::Sms, Channel::Voice] {
                let has = |form: &str| contract.texts.iter().any(|t| t == form);
                if (channel == Channel::Subject && !has("subject")) || (channel == Channel::Sms && !has("sms")) {
                    continue;
                }
                let delivery = Delivery::to([*locale]).tone(tone).channel(channel).ctx(ctx());
                let done = store.render(&contract.id, &args, &delivery).unwrap();
                assert_eq!(done.locale.language(), &locale[..2], "{locale} reads another language");
                check(&contract, locale, tone, channel, &done.text);
            }
        }
    }
}

#[test]
fn no_text_stumbles_over_its_values() {
    each_text(|contract, locale, tone, channel, text| {
        let place = format!("{locale} {tone} {} {channel:?}:\n{text}", contract.id);
        let text = plain(text);
        for slip in ["..", ".。", "。。", ".।", "  ", " ,", " .", "()", "“”", "「」", "{", "}", "$name", "» :", ",,"]
        {
            assert!(!text.contains(slip), "{slip:?} in {place}");
        }
        assert!(text.lines().all(|line| line == line.trim()), "{place}");
        assert!(!text.contains("\n\n\n"), "{place}");
        assert!(channel != Channel::Voice || !text.contains(['→', '←', '&', '#', '*', '_']), "{place}");
    });
}

#[test]
fn a_promise_never_hides_its_hour_and_a_text_message_is_short() {
    each_text(|contract, locale, tone, channel, text| {
        let place = format!("{locale} {tone} {} {channel:?}:\n{text}", contract.id);
        let shows = contract.variables.get("due").or(contract.variables.get("next"));
        let typed = shows.is_some_and(|v| v.declared.kind == Some(VarType::Instant));
        if typed && channel != Channel::Subject {
            assert!(text.contains("37") || text.contains("٣٧"), "no hour in {place}");
        }
        if channel == Channel::Sms {
            let cost = sms::count(text);
            assert!(cost.segments <= 3, "{} segments: {place}", cost.segments);
        }
        if channel == Channel::Subject {
            assert!(text.chars().count() <= 78, "{place}");
        }
    });
}

#[test]
fn every_text_keeps_to_one_form_of_address() {
    // Languages with a familiar form the desk does not use; German and Japanese by tone, with sentence beginnings, which W24 leaves out.
    let du = "du dir dich dein deine deinem deinen deiner deines";
    let sie = "sie ihnen ihr ihre ihrem ihren ihrer ihres";
    each_text(|contract, locale, tone, channel, text| {
        let familiar: &str = match (locale.split('-').next().unwrap_or(""), tone) {
            ("de", "informal") => sie,
            ("de", _) => du,
            ("fr", _) => "tu te toi ton ta tes",
            ("es", _) => "tú ti tu tus contigo te",
            ("et", _) => "sina sa sind sinu sulle su",
            ("el", _) => "εσύ εσένα σου",
            ("hi", _) => "तू तुम तुम्हें तुम्हारा तुम्हारी तुम्हारे",
            ("pt", _) => "tu ti teu tua senhor senhora",
            _ => "",
        };
        let of_customer = ["auto", "ticket", "survey", "common"].contains(&contract.set.as_str());
        let text = plain(text).to_lowercase();
        // "Die Prüfung … sie" of the reasons speaks of things, not to people.
        let mut words = text.split(|c: char| !c.is_alphabetic() && !('\u{900}'..'\u{980}').contains(&c));
        let slip = words.find(|w| of_customer && familiar.split_whitespace().any(|f| f == *w));
        assert_eq!(slip, None, "{locale} {tone} {} {channel:?}:\n{text}", contract.id);
        let humble: &[&str] = match (locale, tone) {
            ("ja", "formal") if of_customer => &["ますね", "ですよ", "さいね", "ごめん", "さん、"],
            ("ja", "") if of_customer => &["ますね", "ですよ", "さいね", "ごめん", "ございま", "申し上げ", "頂戴"],
            ("ja", _) if of_customer => {
                &["いたし", "ございま", "申し上げ", "頂戴", "お客様", " 様", "ご連絡", "ご返信"]
            }
            _ => &[],
        };
        // Thanks are said alike in every tone.
        let text = text.replace("ありがとうござい", "ありがとう");
        let slip = humble.iter().find(|h| text.contains(**h));
        assert_eq!(slip, None, "{locale} {tone} {} {channel:?}:\n{text}", contract.id);
    });
}

#[test]
fn a_remark_reads_without_a_path_and_without_a_value() {
    let store = store();
    let read =
        |locale: &str, id: &str, args: &Args| plain(&store.render(id, args, &Delivery::to([locale])).unwrap().text);
    for locale in LOCALES {
        for id in ["problem-never-open", "problem-combination-with-hours"] {
            let (with, without) =
                (read(locale, id, &args! { path: "eu", value: "" }), read(locale, id, &args! { path: "", value: "" }));
            assert!(with.starts_with("eu") && !without.starts_with([':', '：', ' ']), "{locale}: {with} {without}");
        }
        for id in ["problem-sla-alert-invalid", "problem-sla-condition-invalid", "problem-sla-field-unknown"] {
            let text = read(locale, id, &args! { path: "p", value: "" });
            assert!(!["“”", "„“", "«»", "« »", "「」"].iter().any(|q| text.contains(q)), "{locale}: {text}");
        }
    }
    assert_eq!(read("en", "problem-never-open", &args! { path: "", value: "" }), "The calendar is never open.");
    assert_eq!(
        read("de", "problem-never-open", &args! { path: "eu", value: "" }),
        "eu: Der Kalender ist nie geöffnet."
    );
}

/// A paragraph takes its direction from the first letter outside isolates; one without such a letter is put to the left.
#[test]
fn every_arabic_paragraph_runs_from_the_right() {
    let store = store();
    for contract in contracts(&starter::sources(), &Config::reference("en")).unwrap() {
        if contract.set == "reasons" {
            continue; // shown in a table, beside paths and codes
        }
        let args = values(&contract, "250.50", "EGP");
        let text = store.render(&contract.id, &args, &Delivery::to(["ar"]).ctx(ctx())).unwrap().text;
        for line in text.lines().filter(|line| !line.is_empty() && *line != "\u{2068}Ana\u{2069}") {
            let mut depth = 0_i32;
            let first = line.chars().find(|c| {
                depth += i32::from(*c == '\u{2068}') - i32::from(*c == '\u{2069}');
                depth == 0 && c.is_alphabetic()
            });
            assert!(first.is_some_and(|c| ('\u{600}'..'\u{700}').contains(&c)), "{}: {line:?}", contract.id);
        }
    }
}
