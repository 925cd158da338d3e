### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

survey-csat = अनुरोध { $ticket } के लिए मिली सहायता से आप कितने संतुष्ट हैं?
    .low = बहुत असंतुष्ट
    .high = बहुत संतुष्ट

survey-nps = इसकी कितनी संभावना है कि आप किसी मित्र या सहकर्मी को { $company } का सुझाव देंगे?
    .low = बिल्कुल नहीं
    .high = बहुत अधिक

survey-ces = आप इस बात से कितने सहमत हैं: “{ $company } के कारण मुझे आसानी से सहायता मिली”?
    .low = पूरी तरह असहमत
    .high = पूरी तरह सहमत

survey-why = आपके इस अंक का मुख्य कारण क्या है?

survey-thanks = धन्यवाद। आपका उत्तर सीधे उन लोगों तक पहुँचता है जिन्होंने आपकी सहायता की।
