"""The processes the engine is tried on."""

SHORT = """
slug = "short"
title = "کوتاه"

[subject.traveller]
title = "مسافر"
count = "1+"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant", "service-clerk"]
at = "look"

[on.withdrawn]
title = "انصراف"
by = ["applicant"]
until = "hand"
go = "end:withdrawn"

[step.look]
title = "بررسی"
by = "bureau-expert"
due = "2 working-days"
outcomes = { approved = "second", returned = "amend", refused = "end:refused" }

[step.amend]
title = "تکمیل"
by = "applicant"
due = "10 days"
then = "look"

[step.second]
title = "تأیید دوم"
by = "bureau-officer"
bulk = "after-sample"
not_the_same_as = ["look"]
outcomes = { approved = "hand", returned = "look" }

[step.hand]
title = "تحویل"
by = ["service-clerk", "bureau-clerk"]
due = "1 day"
late = "look"
then = "end:given"

[end.given]
title = "داده شد"
kind = "granted"

[end.refused]
title = "داده نشد"
kind = "adverse"
reopen = "look"

[end.withdrawn]
title = "انصراف"
kind = "withdrawn"
"""

EACH = """
slug = "each"
title = "هر نفر"

[subject.traveller]
title = "مسافر"
count = "1+"

[document.slip]
title = "برگه"

[fee.trip]
title = "هزینه"
per = "case"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "people"

[on.withdrawn]
title = "انصراف"
by = ["applicant", "person"]
until = "issue"
go = "end:withdrawn"

[step.people]
title = "هر مسافر"
each = "subject"
first = "kind"
then = "pay"

[step.people.kind]
choose = { odd = "look", otherwise = "done" }

[step.people.look]
title = "نگاه"
by = "bureau-expert"
due = "1 working-day"
outcomes = { approved = "done", left-out = "end:left-out", refused = "end:refused" }

[step.pay]
title = "پرداخت"
pay = ["trip"]
due = "3 days"
late = "help"
then = "issue"

[step.help]
title = "معافیت"
by = "bureau-expert"
outcomes = { exempt = "issue", more-time = "pay" }

[step.issue]
title = "صدور"
do = ["mark", "issue:slip"]
then = "hand"

[step.hand]
title = "تحویل"
by = "service-clerk"
then = "end:given"

[end.given]
title = "داده شد"
kind = "granted"

[end.left-out]
title = "کنار ماند"
kind = "closed"

[end.refused]
title = "داده نشد"
kind = "adverse"
reopen = "help"

[end.withdrawn]
title = "انصراف"
kind = "withdrawn"
"""

WAITS = """
slug = "waits"
title = "انتظار"

[subject.leaver]
title = "متقاضی"
count = "1+"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "pause"

[step.pause]
title = "مهلت بازخواندن"
wait = "2 hours"
on = { recalled = "look" }
then = "people"

[step.look]
title = "بررسی"
by = "bureau-expert"
outcomes = { approved = "people", again = "pause" }

[step.people]
title = "هر نفر"
each = "subject"
first = "hear"
then = "ask"

[step.people.hear]
title = "گفت‌وگو"
by = "bureau-expert"
outcomes = { free = "think", again = "together", withdrawn = "end:stays" }

[step.people.think]
title = "مهلت اندیشیدن"
wait = "72 hours"
on = { stays = "end:stays" }
then = "together"

[step.people.together]
title = "همراهی"
wait = "until odd"
due = "5 days"
late = "hear"
then = "journey"

[step.people.journey]
title = "در راه"
wait = "300 days after people/hear"
on = { left = "done", stays = "hear" }
then = "done"

[step.ask]
title = "پرسش"
ask = ["police", "welfare"]
due = "10 days"
late = "decide"
then = "decide"

[step.decide]
title = "تصمیم"
by = "bureau-officer"
outcomes = { approved = "opinion", returned = "ask" }

[step.opinion]
title = "نظر دوم"
call = "second-opinion"
due = "20 days"
late = "decide"
outcomes = { upheld = "end:given", set-aside = "decide" }

[end.given]
title = "داده شد"
kind = "granted"

[end.stays]
title = "می‌ماند"
kind = "closed"
"""

SECOND_OPINION = """
slug = "second-opinion"
title = "نظر دوم"

[subject.person]
title = "شخص"
count = "1+"

[start.called]
title = "فراخوانی"
kind = "called"
at = "judge"

[step.judge]
title = "نظر"
by = "bureau-clerk"
outcomes = { upheld = "end:upheld", set-aside = "end:set-aside" }

[end.upheld]
title = "تأیید شد"
kind = "closed"

[end.set-aside]
title = "لغو شد"
kind = "closed"
"""
