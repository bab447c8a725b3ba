"""A process whose approval waits two hours, during which whoever approved may take it back."""

RECALL = """
slug = "recall"
title = "بازخواندن"

[subject.traveller]
title = "مسافر"
count = "1+"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "look"

[on.withdrawn]
title = "انصراف"
by = ["applicant"]
until = "issue"
go = "end:withdrawn"

[step.look]
title = "بررسی"
by = "bureau-expert"
due = "2 working-days"
outcomes = { approved = "pause", left-out = "later" }

[step.pause]
title = "درنگ"
wait = "2 hours"
on = { recalled = "look" }
then = "issue"

[step.later]
title = "درنگ بی‌بازگشت"
wait = "2 hours"
then = "issue"

[step.issue]
title = "صدور"
do = ["mark"]
then = "hand"

[step.hand]
title = "تحویل"
by = "service-clerk"
then = "end:given"

[end.given]
title = "داده شد"
kind = "granted"

[end.withdrawn]
title = "انصراف"
kind = "withdrawn"
"""
