//! The patterns of short dates: CLDR 48.2, `dates/calendars/gregorian/dateFormats/short`, under Unicode-3.0.
//!
//! ICU4X 2.3 makes short dates from semantic skeletons, which differ from these in 201 of 766 locales: `03/09/2026` where Maltese has
//! `09/03/2026`.

/// Pattern and locales; a locale that is not here has that of its CLDR parent. Scripts that a region implies are left out, as in the walk
/// over the parents.
#[rustfmt::skip]
pub(super) const PATTERNS: &[(&str, &str)] = &[
    ("M/d/y", "blo"),
    ("M/d/yy", "ceb chr ee en fil ks ks-Arab lkt om or sd-Deva ti xh zu"),
    ("MM/dd/y", "iu"),
    ("MM/dd/yy", "es-PA es-PR"),
    (
        "d-M-y",
        "as ff-Adlm ff-Adlm-BF ff-Adlm-CM ff-Adlm-GH ff-Adlm-GM ff-Adlm-GW ff-Adlm-LR ff-Adlm-MR ff-Adlm-NE \
         ff-Adlm-NG ff-Adlm-SL ff-Adlm-SN",
    ),
    ("d-M-yy", "en-MV kok kok-Deva kok-Latn"),
    ("d-MM-y", "syr"),
    ("d. M. y", "ksh sk sl"),
    ("d. M. y.", "bs bs-Latn sr sr-Cyrl sr-Cyrl-BA sr-Cyrl-ME sr-Cyrl-XK sr-Latn sr-Latn-BA sr-Latn-ME sr-Latn-XK"),
    ("d. M. yy.", "hr-BA"),
    ("d.M.y", "fi he is smn sv-AX sv-FI"),
    ("d.M.yy", "dsb hsb ie sq"),
    ("d.M.yy.", "bs-Cyrl"),
    ("d.M.y г.", "mk"),
    ("d.MM.y", "pl tr"),
    ("d.MM.yy", "be"),
    ("d.MM.yy г.", "bg"),
    (
        "d/M/y",
        "agq bas bm dje dua dyo en-HK en-ZW es-US ewo ff ff-Latn ff-Latn-BF ff-Latn-CM ff-Latn-GH ff-Latn-GM \
         ff-Latn-GN ff-Latn-GW ff-Latn-LR ff-Latn-MR ff-Latn-NE ff-Latn-NG ff-Latn-SL kab khq ksf ln lo lu \
         mfe mua nmg rn seh ses sg shi shi-Latn shi-Tfng twq yav yo zgh zh-HK zh-MO",
    ),
    (
        "d/M/yy",
        "ak ast bal-Latn bn ca ca-ES-valencia ccp doi el en-AU en-SG es ga gu ha haw hi ig km kn ks-Deva kxv \
         kxv-Deva kxv-Latn kxv-Orya kxv-Telu ky mai ml mni mni-Beng mr my pa pa-Guru qu sa sat sat-Olck scn \
         su su-Latn ta th to ur vi xnr zh-Hans-HK zh-Hans-MO",
    ),
    ("d/MM/y", "nl-BE nus"),
    ("d/MM/yy", "es-CO es-GT es-PE fr-BE ms ms-Arab ms-Arab-BN"),
    ("dd-MM-y", "brx ia jv kk-Arab mi nl wo"),
    ("dd-MM-yy", "es-CL fy rm te"),
    ("dd. MM. y.", "hr"),
    ("dd.MM.y", "ba da en-CH ku ku-Latn ku-Latn-IQ ku-Latn-SY no ro ru se-FI tk tt"),
    ("dd.MM.yy", "az az-Cyrl az-Latn cs de et fo fr-CH gsw hy it-CH ka kk kk-Cyrl lb lld lv os uk"),
    ("dd/MM y", "kkj"),
    (
        "dd/MM/y",
        "am asa bem bez br cgg dav ebu en-001 en-AE fr gd guz hi-Latn jmc kam kde kea kgp ki kln ksb lag lg \
         luo luy mas mer mgh mt naq nd nyn pa-Arab pcm pt rof rwk saq sbp sc sw teo tzm vai vai-Latn vai-Vaii \
         vun xog yrl",
    ),
    (
        "dd/MM/yy",
        "cy en-BE en-BW en-BZ en-IN es-MX fur gl id it ms-ID nnh pt-PT so tg uz uz-Cyrl uz-Latn vec yi \
         zh-SG",
    ),
    ("d\u{200f}/M\u{200f}/y", "ar"),
    (
        "y-MM-dd",
        "az-Arab az-Arab-IQ az-Arab-TR bal-Arab bm-Nkoo en-CA en-Dsrt en-SE en-Shaw fr-CA ha-Arab ha-Arab-SD \
         hnj-Hmnp iu-Latn kaa-Cyrl kaa-Latn ku-Arab ku-Arab-IR mn-Mong mni-Mtei mww-Hmnp pi-Latn rhg-Rohg \
         rhg-Rohg-BD sat-Deva sd-Arab suz-Deva suz-Sunu und uz-Arab zh-Latn",
    ),
    ("y. MM. dd.", "hu"),
    ("y.MM.dd", "cv mn mn-Mong-MN"),
    ("y/M/d", "fa ps yue yue-Hans yue-Hant yue-Hant-CN yue-Hant-MO zh zh-Hans zh-Hans-MY zh-Hant zh-Hant-MY"),
    ("y/MM/dd", "en-JP en-ZA ja"),
    ("yy-MM-dd", "eo"),
    ("yy. M. d.", "ko"),
    ("yy/M/d", "eu ne sah"),
];
