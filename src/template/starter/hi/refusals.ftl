### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src e2499fae
refusal-already-decided = इस पर पहले ही निर्णय हो चुका है।
# @src 1500e96e
refusal-already-merged = यह टिकट पहले से किसी दूसरे टिकट का हिस्सा है।
# @src 71823c77
refusal-approval-pending = एक स्वीकृति अभी बाकी है।
# @src c3fb01e7
refusal-assignee-required = पहले टिकट किसी को सौंपें।
# @src db929f8f
refusal-closed-immutable = यह टिकट बंद है और इसे बदला नहीं जा सकता।
# @src 23540610
refusal-comment-required = इस कारण के साथ टिप्पणी ज़रूरी है।
# @src d1a7014b
refusal-currency-mismatch = इस मुद्रा में कुछ नहीं दिया जा सकता।
# @src 609a4aab
refusal-erasure-blocked = कानूनी रोक के कारण यह संभव नहीं है। कुछ भी मिटाया नहीं गया।
# @src d92775e6
refusal-field-required = पहले ज़रूरी फ़ील्ड भरें।
# @src 3f96ff26
refusal-forbidden = आपको यह करने की अनुमति नहीं है।
# @src fa706d50
refusal-idempotency-mismatch = यह कुंजी पहले किसी दूसरे आदेश के लिए इस्तेमाल हो चुकी है।
# @src 04a11c14
refusal-invalid-amount = यह राशि नहीं दी जा सकती।
# @src 26c8454e
refusal-invalid-score = अंक 0 से 10 तक का पूर्णांक होता है।
# @src a4b2735f
refusal-limit-exceeded = यह उस सीमा से ज़्यादा है जिसे आप स्वीकृत कर सकते हैं।
# @src 5a88c255
refusal-link-cycle = ये लिंक एक चक्र बना देंगे।
# @src 422e08ca
refusal-link-self = टिकट को उसी से नहीं जोड़ा जा सकता।
# @src 34b6230c
refusal-max-tier = टिकट पहले से सबसे ऊँचे स्तर पर है।
# @src 5ca32826
refusal-merge-into-merged = लक्ष्य टिकट स्वयं किसी दूसरे टिकट का हिस्सा है।
# @src 39ea788b
refusal-merge-status = इस स्थिति के टिकट मिलाए नहीं जा सकते।
# @src 2dae8644
refusal-merged-immutable = यह टिकट दूसरे टिकट का हिस्सा है। उसी का उपयोग करें।
# @src a073d68e
refusal-message-window-closed = इस चैनल पर अभी केवल स्वीकृत टेम्पलेट भेजा जा सकता है।
# @src af09e264
refusal-no-status-map = दूसरे वर्कफ़्लो में इसके लिए कोई स्थिति नहीं है।
# @src d4204073
refusal-no-survey = ग्राहक से अभी तक पूछा नहीं गया है।
# @src 61a1fb05
refusal-not-found = यह मौजूद नहीं है।
# @src 27b04410
refusal-not-in-group = यह एजेंट समूह में नहीं है।
# @src 5a1986a4
refusal-not-mergeable = इस प्रकार के टिकट मिलाए नहीं जा सकते।
# @src 37e48db7
refusal-not-your-turn = पहले किसी और को निर्णय लेना है।
# @src 8b67aed8
refusal-open-children = जिन टिकटों पर यह निर्भर है वे अभी खुले हैं।
# @src 716b0045
refusal-open-tasks = कुछ कार्य अभी पूरे नहीं हुए हैं।
# @src 694966bf
refusal-priority-required = प्राथमिकता हटाई नहीं जा सकती।
# @src 7dccedff
refusal-reason-required = कारण बताएँ।
# @src c7eb57f8
refusal-self-approval = आप अपने ही अनुरोध को स्वीकृत नहीं कर सकते।
# @src 8bf69137
refusal-self-merge = टिकट को उसी में नहीं मिलाया जा सकता।
# @src c434ca4a
refusal-status-inactive = यह स्थिति अब उपयोग में नहीं है।
# @src 70571249
refusal-transition-not-allowed = टिकट अपनी स्थिति से इस स्थिति में नहीं जा सकता।
# @src f6e50207
refusal-unknown-agent = इस नाम का कोई एजेंट नहीं है।
# @src 48d7502d
refusal-unknown-status = ऐसी कोई स्थिति नहीं है।
# @src 3f6dbdc7
refusal-until-in-past = भविष्य का समय चुनें।
# @src 4fa33e19
refusal-until-required = बताएँ कि कब तक।
# @src e00f4b84
refusal-version-conflict = इस बीच किसी ने टिकट बदल दिया है। इसे फिर से देखें।
