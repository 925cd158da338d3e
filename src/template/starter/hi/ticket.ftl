### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    मेरा नाम { $agent } है और आपका अनुरोध { $ticket } अब मेरी ज़िम्मेदारी है। आपने अब तक जो कुछ लिखा है, वह सब मेरे सामने है, इसलिए कुछ भी दोहराने की आवश्यकता नहीं है।

    मेरी ओर से अगली सूचना आपको अधिक से अधिक { DATETIME($due, dateStyle: "full") } को { DATETIME($due, timeStyle: "short") } तक मिल जाएगी।

    { closing }
    { $agent }
    { -desk }
    .subject = आपका अनुरोध { $ticket }
    .sms = { -desk }: आपका अनुरोध { $ticket } अब { $agent } की ज़िम्मेदारी है। अगली सूचना { DATETIME($due, dateStyle: "medium") } को { DATETIME($due, timeStyle: "short") } तक मिलेगी।

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    आपके अनुरोध { $ticket } पर आगे बढ़ने के लिए हमें आपकी सहायता चाहिए:

    { $question }

    { $days ->
        [one] यदि { $days } दिन के भीतर आपका उत्तर नहीं मिला, तो हम अनुरोध बंद कर देंगे।
       *[other] यदि { $days } दिनों के भीतर आपका उत्तर नहीं मिला, तो हम अनुरोध बंद कर देंगे।
    } उसके बाद भी आप उत्तर दे सकते हैं।

    { closing }
    { -desk }
    .subject = अनुरोध { $ticket } के लिए हमें आपकी सहायता चाहिए
    .sms = { $days ->
        [one] { -desk }: अनुरोध { $ticket } के लिए हमें आपकी सहायता चाहिए। कृपया हमारा संदेश पढ़ें और { $days } दिन के भीतर उत्तर दें।
       *[other] { -desk }: अनुरोध { $ticket } के लिए हमें आपकी सहायता चाहिए। कृपया हमारा संदेश पढ़ें और { $days } दिनों के भीतर उत्तर दें।
    }

# @src be433712
ticket-solved =
    { greeting }

    हमारा मानना है कि आपका अनुरोध { $ticket } हल हो गया है।

    { $days ->
        [one] यदि ऐसा नहीं है, तो { $days } दिन के भीतर इस संदेश का उत्तर दें और हम वहीं से आगे बढ़ेंगे जहाँ रुके थे।
       *[other] यदि ऐसा नहीं है, तो { $days } दिनों के भीतर इस संदेश का उत्तर दें और हम वहीं से आगे बढ़ेंगे जहाँ रुके थे।
    }

    हमारी सेवा कैसी रही? उत्तर देने में एक मिनट से भी कम लगेगा: { URL($survey) }

    { closing }
    { -desk }
    .subject = आपका अनुरोध { $ticket } हल हो गया है
    .sms = { $days ->
        [one] { -desk }: आपका अनुरोध { $ticket } हल हो गया है। यदि नहीं, तो { $days } दिन के भीतर उत्तर दें। हमारी सेवा कैसी रही? { URL($survey) }
       *[other] { -desk }: आपका अनुरोध { $ticket } हल हो गया है। यदि नहीं, तो { $days } दिनों के भीतर उत्तर दें। हमारी सेवा कैसी रही? { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    आपका अनुरोध { $ticket } अब बंद कर दिया गया है।

    यदि आपको फिर हमारी आवश्यकता हो, तो इस संदेश का उत्तर दें। हम एक नया अनुरोध खोलेंगे जिसमें इस अनुरोध की पूरी जानकारी होगी।

    { closing }
    { -desk }
    .subject = आपका अनुरोध { $ticket } बंद कर दिया गया है
    .sms = { -desk }: आपका अनुरोध { $ticket } बंद कर दिया गया है। यदि फिर आवश्यकता हो, तो बस उत्तर दें।

# @src 5a3d852c
ticket-reopened =
    { greeting }

    आपका अनुरोध { $ticket } फिर से खोल दिया गया है। पहले की पूरी जानकारी सुरक्षित है।

    हम आपसे अधिक से अधिक { DATETIME($due, dateStyle: "full") } को { DATETIME($due, timeStyle: "short") } तक संपर्क करेंगे।

    { closing }
    { -desk }
    .subject = आपका अनुरोध { $ticket } फिर से खोल दिया गया है
    .sms = { -desk }: आपका अनुरोध { $ticket } फिर से खोल दिया गया है। हम { DATETIME($due, dateStyle: "medium") } को { DATETIME($due, timeStyle: "short") } तक आपसे संपर्क करेंगे।

# @src d14a4b53
ticket-delayed =
    { greeting }

    आपको पूछना पड़े, उससे पहले हम बताना चाहते हैं: आपके अनुरोध { $ticket } में हमारे वादे से अधिक समय लग रहा है। इसके लिए हम क्षमा चाहते हैं।

    { $reason }

    अब हमें आशा है कि काम अधिक से अधिक { DATETIME($due, dateStyle: "full") } को { DATETIME($due, timeStyle: "short") } तक पूरा हो जाएगा। यदि इससे आपको कठिनाई हो, तो कृपया हमें बताएँ।

    { closing }
    { -desk }
    .subject = आपके अनुरोध { $ticket } में अधिक समय लग रहा है
    .sms = { -desk }: हमें खेद है, आपके अनुरोध { $ticket } में वादे से अधिक समय लग रहा है। आशा है कि काम { DATETIME($due, dateStyle: "medium") } को { DATETIME($due, timeStyle: "short") } तक पूरा हो जाएगा।

# @src ffa142ab
ticket-apology =
    { greeting }

    आपके अनुरोध { $ticket } के संबंध में आपको जो असुविधा हुई, उसके लिए हम क्षमा चाहते हैं।

    { $reason }

    सद्भावना के रूप में हम आपको { MONEY($amount) } दे रहे हैं। आपको कुछ भी करने की आवश्यकता नहीं है।

    { closing }
    { $agent }
    { -desk }
    .subject = अनुरोध { $ticket } के लिए हमारी क्षमायाचना
    .sms = { -desk }: अनुरोध { $ticket } में हुई असुविधा के लिए हम क्षमा चाहते हैं। सद्भावना के रूप में हम आपको { MONEY($amount) } दे रहे हैं।
