### Machine-checked, not yet reviewed by a native speaker.
### @review machine-checked

# @src 49444529
ticket-first-reply =
    { greeting }

    معكم { $agent }، وأتولى متابعة طلبكم { $ticket }. كل ما كتبتموه لنا حتى الآن أمامي، فلا حاجة إلى تكراره.

    سأتواصل معكم مجددًا في موعد أقصاه { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { $agent }
    { -desk }
    .subject = طلبكم { $ticket }
    .sms = { -desk }: تجري متابعة طلبكم { $ticket } من قِبل { $agent }. التحديث القادم في موعد أقصاه { DATETIME($due, dateStyle: "long", timeStyle: "short") }.

# @src 6fec9aaf
ticket-waiting-for-you =
    { greeting }

    لكي نتابع طلبكم { $ticket } نحتاج إلى مساعدتكم:

    { $question }

    { $days ->
        [zero] إذا لم يصلنا ردكم خلال { $days } يوم فسنغلق الطلب.
        [one] إذا لم يصلنا ردكم خلال يوم واحد فسنغلق الطلب.
        [two] إذا لم يصلنا ردكم خلال يومين فسنغلق الطلب.
        [few] إذا لم يصلنا ردكم خلال { $days } أيام فسنغلق الطلب.
        [many] إذا لم يصلنا ردكم خلال { $days } يومًا فسنغلق الطلب.
       *[other] إذا لم يصلنا ردكم خلال { $days } يوم فسنغلق الطلب.
    } ويمكنكم الرد بعد ذلك أيضًا.

    { closing }
    { -desk }
    .subject = نحتاج إلى مساعدتكم بشأن الطلب { $ticket }
    .sms = { $days ->
        [zero] { -desk }: نحتاج إلى مساعدتكم بشأن الطلب { $ticket }. يُرجى الاطلاع على رسالتنا والرد خلال { $days } يوم.
        [one] { -desk }: نحتاج إلى مساعدتكم بشأن الطلب { $ticket }. يُرجى الاطلاع على رسالتنا والرد خلال يوم واحد.
        [two] { -desk }: نحتاج إلى مساعدتكم بشأن الطلب { $ticket }. يُرجى الاطلاع على رسالتنا والرد خلال يومين.
        [few] { -desk }: نحتاج إلى مساعدتكم بشأن الطلب { $ticket }. يُرجى الاطلاع على رسالتنا والرد خلال { $days } أيام.
        [many] { -desk }: نحتاج إلى مساعدتكم بشأن الطلب { $ticket }. يُرجى الاطلاع على رسالتنا والرد خلال { $days } يومًا.
       *[other] { -desk }: نحتاج إلى مساعدتكم بشأن الطلب { $ticket }. يُرجى الاطلاع على رسالتنا والرد خلال { $days } يوم.
    }

# @src be433712
ticket-solved =
    { greeting }

    نعتقد أن طلبكم { $ticket } قد حُلّ.

    { $days ->
        [zero] إن لم يكن كذلك، فردّوا على هذه الرسالة خلال { $days } يوم وسنتابع من حيث توقفنا.
        [one] إن لم يكن كذلك، فردّوا على هذه الرسالة خلال يوم واحد وسنتابع من حيث توقفنا.
        [two] إن لم يكن كذلك، فردّوا على هذه الرسالة خلال يومين وسنتابع من حيث توقفنا.
        [few] إن لم يكن كذلك، فردّوا على هذه الرسالة خلال { $days } أيام وسنتابع من حيث توقفنا.
        [many] إن لم يكن كذلك، فردّوا على هذه الرسالة خلال { $days } يومًا وسنتابع من حيث توقفنا.
       *[other] إن لم يكن كذلك، فردّوا على هذه الرسالة خلال { $days } يوم وسنتابع من حيث توقفنا.
    }

    كيف كانت خدمتنا؟ تستغرق الإجابة أقل من دقيقة: { URL($survey) }

    { closing }
    { -desk }
    .subject = حُلّ طلبكم { $ticket }
    .sms = { $days ->
        [zero] { -desk }: حُلّ طلبكم { $ticket }. إن لم يكن كذلك، فردّوا خلال { $days } يوم. كيف كانت خدمتنا؟ { URL($survey) }
        [one] { -desk }: حُلّ طلبكم { $ticket }. إن لم يكن كذلك، فردّوا خلال يوم واحد. كيف كانت خدمتنا؟ { URL($survey) }
        [two] { -desk }: حُلّ طلبكم { $ticket }. إن لم يكن كذلك، فردّوا خلال يومين. كيف كانت خدمتنا؟ { URL($survey) }
        [few] { -desk }: حُلّ طلبكم { $ticket }. إن لم يكن كذلك، فردّوا خلال { $days } أيام. كيف كانت خدمتنا؟ { URL($survey) }
        [many] { -desk }: حُلّ طلبكم { $ticket }. إن لم يكن كذلك، فردّوا خلال { $days } يومًا. كيف كانت خدمتنا؟ { URL($survey) }
       *[other] { -desk }: حُلّ طلبكم { $ticket }. إن لم يكن كذلك، فردّوا خلال { $days } يوم. كيف كانت خدمتنا؟ { URL($survey) }
    }

# @src 71d2e45b
ticket-closed =
    { greeting }

    أُغلق طلبكم { $ticket }.

    إذا احتجتم إلينا مجددًا، فردّوا على هذه الرسالة. سنفتح طلبًا جديدًا يتضمن كل ما ورد في هذا الطلب.

    { closing }
    { -desk }
    .subject = أُغلق طلبكم { $ticket }
    .sms = { -desk }: أُغلق طلبكم { $ticket }. إذا احتجتم إلينا مجددًا، فيكفي الرد.

# @src 5a3d852c
ticket-reopened =
    { greeting }

    أُعيد فتح طلبكم { $ticket }، وما زالت كل التفاصيل السابقة محفوظة.

    سنتواصل معكم في موعد أقصاه { DATETIME($due, dateStyle: "full", timeStyle: "short") }.

    { closing }
    { -desk }
    .subject = أُعيد فتح طلبكم { $ticket }
    .sms = { -desk }: أُعيد فتح طلبكم { $ticket }. سنتواصل معكم في موعد أقصاه { DATETIME($due, dateStyle: "long", timeStyle: "short") }.

# @src d14a4b53
ticket-delayed =
    { greeting }

    نودّ إبلاغكم قبل أن تضطروا إلى السؤال: يستغرق طلبكم { $ticket } وقتًا أطول مما وعدنا به. نعتذر عن ذلك.

    { $reason }

    نتوقع الآن الانتهاء في موعد أقصاه { DATETIME($due, dateStyle: "full", timeStyle: "short") }. إذا كان ذلك يسبب لكم مشكلة، فيُرجى إبلاغنا.

    { closing }
    { -desk }
    .subject = طلبكم { $ticket } يستغرق وقتًا أطول
    .sms = { -desk }: نعتذر، يستغرق طلبكم { $ticket } وقتًا أطول مما وعدنا به. نتوقع الانتهاء في موعد أقصاه { DATETIME($due, dateStyle: "long", timeStyle: "short") }.

# @src ffa142ab
ticket-apology =
    { greeting }

    نعتذر عن الإزعاج الذي واجهتموه في طلبكم { $ticket }.

    { $reason }

    نقدّم إليكم { MONEY($amount) } تعبيرًا عن حرصنا على رضاكم. لا يلزمكم القيام بأي شيء.

    { closing }
    { $agent }
    { -desk }
    .subject = اعتذارنا بشأن الطلب { $ticket }
    .sms = { -desk }: نعتذر عن الإزعاج بشأن الطلب { $ticket }. نقدّم إليكم { MONEY($amount) } تعبيرًا عن حرصنا على رضاكم.
