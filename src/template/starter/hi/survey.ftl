### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 67863395
survey-csat = अनुरोध { $ticket } के लिए मिली सहायता से आप कितने संतुष्ट हैं?
    .low = बहुत असंतुष्ट
    .high = बहुत संतुष्ट

# @src f9064e8a
survey-nps = इसकी कितनी संभावना है कि आप किसी मित्र या सहकर्मी को { $company } का सुझाव देंगे?
    .low = बिल्कुल संभावना नहीं
    .high = अत्यधिक संभावना

# @src a8f60aa3
survey-ces = आप इस कथन से कितने सहमत या असहमत हैं: “{ $company } के कारण मेरे लिए अपनी समस्या सुलझाना आसान रहा”?
    .low = पूरी तरह असहमत
    .high = पूरी तरह सहमत

# @src ad35c108
survey-why = आपके इस अंक का मुख्य कारण क्या है?

# @src 5c11fa1e
survey-thanks = आपके उत्तर के लिए धन्यवाद। इससे हमें बेहतर होने में सहायता मिलती है।
