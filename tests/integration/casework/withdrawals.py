"""A process in which each decides for herself: withdrawing alone, and what it means for children."""

OWN = """
slug = "own"
title = "خواست خود شخص"

[subject.leaver]
title = "متقاضی"
count = "1+"

[start.request]
title = "درخواست"
kind = "request"
by = ["applicant"]
at = "review"

[on.withdrawn]
title = "انصراف شخص"
by = ["person", "bureau-officer"]
in = "people"
until = "approve"
go = "end:withdrawn"
also = { minors-of = "child" }

[step.review]
title = "بررسی"
by = "bureau-expert"
then = "people"

[step.people]
title = "هر نفر"
each = "subject"
first = "hear"
then = "hand"

[step.people.hear]
title = "گفت‌وگو"
by = "bureau-clerk"
then = "approve"

[step.people.child]
title = "بررسی دوبارهٔ کودک"
by = "bureau-expert"
outcomes = { stays = "end:stays", approved = "hear" }

[step.people.approve]
title = "تأیید"
by = "bureau-officer"
then = "done"

[step.hand]
title = "تحویل"
by = "service-clerk"
then = "end:given"

[end.given]
title = "داده شد"
kind = "granted"

[end.stays]
title = "می‌ماند"
kind = "closed"

[end.withdrawn]
title = "انصراف"
kind = "withdrawn"
"""
