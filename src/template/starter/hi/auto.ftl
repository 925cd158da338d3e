### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src fe899ad3
ticket-received =
    नमस्ते,

    हमें आपका अनुरोध मिल गया है। इसका नंबर { $ticket } है।

    हम आपसे अधिक से अधिक { DATETIME($due, dateStyle: "full") } को { DATETIME($due, timeStyle: "short") } तक संपर्क करेंगे। यदि आप कुछ जोड़ना चाहें, तो बस इसी संदेश का उत्तर दें: सब कुछ एक ही जगह रहता है और आपको दोबारा समझाना नहीं पड़ेगा।

    { closing }
    { -desk }
    .subject = हमें आपका अनुरोध { $ticket } मिल गया है
    .sms = { -desk }: हमें आपका अनुरोध { $ticket } मिल गया है। हम { DATETIME($due, dateStyle: "medium") } को { DATETIME($due, timeStyle: "short") } तक आपसे संपर्क करेंगे।
