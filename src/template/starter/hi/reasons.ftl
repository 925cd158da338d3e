### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 0bed83c7
sla-piece-open = { $from } – { $to }: { $length }, गिना गया
# @src b5c33d8b
sla-piece-closed = { $from } – { $to }: { $length }, नहीं गिना गया, कार्य-समय के बाहर
# @src e123cce4
sla-piece-holiday = { $name ->
    [missing] { $from } – { $to }: { $length }, नहीं गिना गया, अवकाश
   *[other] { $from } – { $to }: { $length }, नहीं गिना गया, अवकाश { $name }
 }
# @src c0d59e12
sla-piece-exception = { $name ->
    [missing] { $from } – { $to }: { $length }, नहीं गिना गया, विशेष समय
   *[other] { $from } – { $to }: { $length }, नहीं गिना गया, विशेष समय { $name }
 }
# @src 3f7f6471
sla-piece-break = { $from } – { $to }: { $length }, नहीं गिना गया, विराम
# @src d99c46b0
sla-piece-excluded = { $from } – { $to }: { $length }, नहीं गिना गया, कार्य-समय से हटाया गया
# @src 80e68112
sla-piece-paused = { $from } – { $to }: { $length }, नहीं गिना गया, स्थिति { $name } में रुका हुआ
# @src 575798cc
sla-piece-paused-by-event = { $from } – { $to }: { $length }, नहीं गिना गया, रुका हुआ
# @src 07619e05
sla-piece-solved = { $from } – { $to }: { $length }, नहीं गिना गया, हल हुआ और बाद में फिर खोला गया
# @src 9721332d
sla-piece-before-start = { $from } – { $to }: { $length }, समय-गणना शुरू होने से पहले
# @src db47d9b8
sla-piece-after-stop = { $from } – { $to }: { $length }, समय-गणना रुकने के बाद
# @src 69f0510b
sla-piece-no-target = { $from } – { $to }: { $length }, इस टिकट के लिए कोई लक्ष्य नहीं

# @src dfc72d7e
sla-verdict-inactive = { $metric }: समय-गणना अभी शुरू नहीं हुई है
# @src c0d4f34a
sla-verdict-running = { $metric }: { $target } में से { $elapsed } का उपयोग हुआ, समय-सीमा: { $due }
# @src dadd3cd2
sla-verdict-paused = { $metric }: { $target } में से { $elapsed } का उपयोग हुआ, रुका हुआ
# @src ff438d2d
sla-verdict-met = { $metric }: पूरा हुआ, { $target } में से { $elapsed } का उपयोग हुआ
# @src bed1bb08
sla-verdict-missed = { $metric }: { $over } की देरी, { $elapsed } का उपयोग हुआ, अनुमत समय { $target }, समय-सीमा थी: { $due }
# @src 9b5f6a8d
sla-verdict-breached = { $metric }: समय-सीमा पार और अब भी खुला, { $target } से { $over } अधिक, समय-सीमा थी: { $due }
# @src 7a54bad7
sla-verdict-cancelled = { $metric }: { $elapsed } के बाद रद्द
# @src 91d03fb8
sla-verdict-never-due = { $metric }: { $target } में से { $elapsed } का उपयोग हुआ, समय-सीमा कभी नहीं आएगी: कैलेंडर में और कार्य-समय नहीं है

# @src db277d92
problem-always-open-with-hours = { $path }: “सदा खुला” और सप्ताह के समय में विरोधाभास है। दोनों में से एक ही लिखें।
# @src dee904bd
problem-break-outside-hours = { $path }: विराम “{ $value }” कार्य-समय के बाहर है, इसलिए इससे कोई समय नहीं घटता।
# @src 07fc6aa7
problem-calendar-invalid = { $path }: इस माप का कैलेंडर उपयोग नहीं हो सकता, अन्य टिप्पणियाँ देखें।
# @src 4acf1829
problem-combination-with-hours = { $path ->
    [missing] कैलेंडरों के मेल का अपना समय नहीं होता। उसे किसी एक भाग में लिखें।
   *[other] { $path }: कैलेंडरों के मेल का अपना समय नहीं होता। उसे किसी एक भाग में लिखें।
 }
# @src ff1c8119
problem-combinations-mixed = { $path }: सम्मिलन, प्रतिच्छेदन और अंतर एक साथ उपयोग नहीं हो सकते।
# @src 0092602a
problem-date-malformed = { $path }: “{ $value }” कोई तारीख नहीं है। इसे { "2026-12-24" } की तरह लिखें।
# @src 3fdafecd
problem-date-out-of-range = { $path }: तारीख “{ $value }” वर्ष 1900 से 2200 के बाहर है।
# @src e82eb0b2
problem-day-malformed = { $path }: “{ $value }” न तो { "2026-12-24" } जैसी तारीख है और न { "mon" } जैसा वार।
# @src 89372ba2
problem-extends-circle = { $path }: दस्तावेज़ एक-दूसरे को गोल घेरे में बढ़ाते हैं, जो “{ $value }” पर लौट आता है।
# @src 319e5bbe
problem-extends-removes-nothing = { $path }: यहाँ हटाने के लिए कुछ नहीं है।
# @src 70f5adc2
problem-extends-unknown = { $path }: जिस दस्तावेज़ “{ $value }” को बढ़ाना है, वह ज्ञात नहीं है।
# @src 2b22132e
problem-field-missing = { $path }: यह फ़ील्ड मौजूद नहीं है।
# @src 5024acef
problem-field-unknown = { $path }: यहाँ “{ $value }” नाम का कोई फ़ील्ड नहीं है।
# @src f178db12
problem-holiday-malformed = { $path }: “{ $value }” कोई अवकाश नहीं है। { "2026-12-24" }, हर वर्ष के लिए { "12-24" } या { "2026-12-24/2026-12-26" } लिखें।
# @src d650ad23
problem-holiday-on-closed-day = { $path }: अवकाश “{ $value }” पहले से बंद दिन पर पड़ता है।
# @src 9ee92f85
problem-holidays-run-out = { $path }: अवकाश केवल “{ $value }” तक ज्ञात हैं। अगले वर्ष के अवकाश जोड़ें।
# @src 75fd69dc
problem-hours-equal = { $path }: समय “{ $value }” एक ही क्षण पर शुरू और समाप्त होता है। इसे 24 घंटे माना जाता है।
# @src 3ad55a40
problem-hours-in-dst-gap = { $path }: समय “{ $value }” उस घंटे में पड़ता है जो ग्रीष्मकालीन समय शुरू होने पर छूट जाता है।
# @src b409d579
problem-hours-malformed = { $path }: “{ $value }” समय का जोड़ा नहीं है। { "09:00" } और { "17:30" } जैसे दो समय लिखें।
# @src df1c59e2
problem-hours-overlap = { $path }: समय “{ $value }” उसी दिन के दूसरे समय से टकराता है। इसे एक बार गिना जाता है।
# @src aa7771f1
problem-hours-too-long = { $path }: समय “{ $value }” अगले दिन के अंत से आगे जाता है।
# @src d78fccb3
problem-import-left-out = { $path }: “{ $value }” आयात नहीं हो सका।
# @src 598770c0
problem-keeper-unknown = { $path }: यह नहीं बताया गया कि “{ $value }” के वादे कौन निभाता है; माना जाता है कि कोई भी।
# @src a105d7e7
problem-never-open = { $path ->
    [missing] यह कैलेंडर कभी खुला नहीं रहता।
   *[other] { $path }: यह कैलेंडर कभी खुला नहीं रहता।
 }
# @src 678023d1
problem-override-lost = { $path }: “{ $value }” ड्यूटी पर नहीं है, क्योंकि उसी समय का दूसरा बदलाव उस व्यक्ति को पहले ही बदल चुका है।
# @src d4ebca1f
problem-range-reversed = { $path }: अवधि “{ $value }” शुरू होने से पहले समाप्त होती है।
# @src 126333f4
problem-roster-invalid = { $path }: “{ $value }” इस ड्यूटी सूची में मान्य नहीं है।
# @src 665ded4f
problem-staffed-by-with-hours = { $path }: इस कैलेंडर का अपना समय है, इसलिए यह किसी रोस्टर का कैलेंडर नहीं हो सकता।
# @src ebcf5242
problem-staffing-unknown = { $path }: रोस्टर केवल “{ $value }” तक देखा गया; उसके बाहर कैलेंडर बंद है।
# @src ed3dc38a
problem-time-malformed = { $path }: “{ $value }” कोई समय नहीं है। इसे { "09:00" } या { "09:00:00" } की तरह लिखें।
# @src 5f6b3d83
problem-value-misfit = { $path }: “{ $value }” यहाँ मान्य नहीं है।
# @src 92a7d45f
problem-zone-missing = { $path }: समय क्षेत्र नहीं दिया गया है। { "Europe/Berlin" } जैसा नाम लिखें।
# @src a9f58eae
problem-zone-unknown = { $path }: समय क्षेत्र “{ $value }” ज्ञात नहीं है।
# @src f1b25988
problem-sla-alert-invalid = { $value ->
    [missing] { $path }: चेतावनी पढ़ी नहीं जा सकी। प्रतिशत या समय का अंतर, दोनों में से एक दें।
   *[other] { $path }: चेतावनी “{ $value }” पढ़ी नहीं जा सकी। प्रतिशत या समय का अंतर, दोनों में से एक दें।
 }
# @src f45a6ee2
problem-sla-alert-twice = { $path }: “{ $value }” नाम की दो चेतावनियाँ हैं।
# @src 9d641ebb
problem-sla-calendar-unknown = { $path }: कैलेंडर “{ $value }” ज्ञात नहीं है। वर्तमान कैलेंडर बना रहता है।
# @src e948e1e5
problem-sla-clock-contradicts = { $path }: यह माप सारा समय गिनता है और कैलेंडर भी बताता है। दोनों में से एक चुनें।
# @src 74b3a226
problem-sla-condition-invalid = { $value ->
    [missing] { $path }: शर्त पढ़ी नहीं जा सकी।
   *[other] { $path }: शर्त “{ $value }” पढ़ी नहीं जा सकी।
 }
# @src be758c80
problem-sla-event-unknown = { $path }: घटना “{ $value }” ज्ञात नहीं है।
# @src 9ef1d656
problem-sla-field-unknown = { $value ->
    [missing] { $path }: टिकट के फ़ील्ड का नाम नहीं दिया गया है।
   *[other] { $path }: इस लॉग के किसी टिकट में फ़ील्ड “{ $value }” नहीं है।
 }
# @src 57c888b7
problem-sla-field-unused = { $path }: इस प्रकार के माप के लिए इस फ़ील्ड का कोई अर्थ नहीं है।
# @src b714712c
problem-sla-metrics-missing = { $path }: यह नीति कोई वादा नहीं करती। कम से कम एक माप दें।
# @src d1211581
problem-sla-name-twice = { $path }: नाम “{ $value }” दो बार है; छोटे-बड़े अक्षर, रिक्त स्थान और हाइफ़न से अंतर नहीं पड़ता।
# @src 9d63e35b
problem-sla-never-resumes = { $path }: समय-गणना रुकती है, पर उसे कुछ भी फिर शुरू नहीं करता।
# @src b008a893
problem-sla-never-starts = { $path }: इस समय-गणना को कुछ भी शुरू नहीं करता।
# @src 49630411
problem-sla-never-stops = { $path }: इस समय-गणना को कुछ भी नहीं रोकता।
# @src 1cd0a3d3
problem-sla-now-long-before = { $path }: “{ $value }” पहली घटना से दशकों पहले है; शायद मिलीसेकंड को माइक्रोसेकंड मान लिया गया।
# @src a756d244
problem-sla-pause-at-end = { $path }: स्थिति “{ $value }” इस समय-गणना को समाप्त करती है, इसलिए वह वहाँ रुकी नहीं रह सकती।
# @src 77a61459
problem-sla-policy-twice = { $path }: “{ $value }” नाम की दो नीतियाँ हैं।
# @src 6e345867
problem-sla-policy-unreachable = { $path }: यह नीति कभी लागू नहीं होती, क्योंकि पहले की नीति हर टिकट पर लागू होती है।
# @src 53ef9f12
problem-sla-status-unknown = { $path }: स्थिति “{ $value }” ज्ञात नहीं है।
# @src 8c342375
problem-sla-target-missing = { $path }: अनुमत समय नहीं दिया गया है।
# @src 27aaa956
problem-sla-target-no-default = { $path }: डिफ़ॉल्ट मान नहीं है, इसलिए जिन टिकटों में “{ $value }” का मान कुछ और है, उनके लिए कोई अनुमत समय नहीं है।
# @src 18781a97
problem-sla-target-not-positive = { $path }: अनुमत समय “{ $value }” शून्य से अधिक नहीं है।
# @src 41b58ef8
problem-sla-target-twice = { $path }: अनुमत समय दो बार दिया गया है।
# @src d6d3ec14
problem-sla-target-under-a-minute = { $path }: अनुमत समय “{ $value }” की कोई इकाई नहीं है, इसलिए उसे सेकंड माना जाता है।
# @src 98018bf1
problem-template-check = { $path }: टेम्पलेट की जाँच का संदेश: “{ $value }”।
# @src 90853ecf
problem-workflow-bad-category = { $path }: “{ $value }” छह श्रेणियों में से कोई नहीं है।
# @src 00b3bca5
problem-workflow-bad-default = { $path }: “{ $value }” डिफ़ॉल्ट नहीं हो सकता। सही श्रेणी की सक्रिय स्थिति दें।
# @src a55659da
problem-workflow-bad-status-name = { $path }: “{ $value }” किसी स्थिति का नाम नहीं हो सकता।
# @src 0359071a
problem-workflow-duplicate-status = { $path }: स्थिति “{ $value }” दो बार है।
# @src e6e16261
problem-workflow-invalid = { $value ->
    [missing] { $path }: वर्कफ़्लो का यह भाग उपयोग नहीं किया जा सकता।
   *[other] { $path }: “{ $value }” यहाँ उपयोग नहीं किया जा सकता।
 }
# @src cdeb3147
problem-workflow-missing-category = { $path }: वर्कफ़्लो को एक ऐसी स्थिति चाहिए जिसमें काम चलता है, और एक ऐसी जिसमें काम पूरा हो चुका है।
# @src 623f5a88
problem-workflow-missing-next = { $path }: बताएँ कि “{ $value }” का समय पूरा होने पर कौन-सी स्थिति आएगी।
# @src f25a37d2
problem-workflow-no-initial = { $path }: बताएँ कि टिकट किन स्थितियों में शुरू हो सकता है।
# @src 38745dff
problem-workflow-timer-loop = { $path }: “{ $value }” से बिना विलंब के नियम अंतहीन चक्र में घूमते हैं।
# @src c971f29c
problem-workflow-unknown-status = { $path }: वर्कफ़्लो में “{ $value }” नाम की स्थिति नहीं है।
