"""The floor of an act through the web: the same middleware, session and CSRF, and the act's rows as raw SQL."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from panah.casework.engine import sql
from panah.conf import urls

NOTHING = bytes(32)


def act(request: HttpRequest, item: int) -> HttpResponse:
    """Write what saying a word at a step writes (event, item, case, subject, batch, payload), and check nothing."""
    now, account = timezone.now(), request.user.pk
    with transaction.atomic():
        sql.run(
            "INSERT INTO casework_batch (sender, key, request_sha, at, result) VALUES (%s, %s, '', %s, '{}')",
            [f"account:{account}", request.POST["key"], now],
        )
        sql.run(
            """
            INSERT INTO audit_event (stream, seq, kind, at, actor_id, role, office, case_number, step, word, about,
                                     payload_digest)
            SELECT 'case:' || c.id, c.ver + 1, 'acted', %s, %s, 'bureau-expert', '', c.number, i.step, 'approved', '',
                   %s
            FROM casework_item i JOIN casework_case c ON c.id = i.case_id WHERE i.id = %s
            """,
            [now, account, NOTHING, item],
        )
        sql.run(
            """
            UPDATE casework_item SET state = 'done', word = 'approved', ver = ver + 1, closed_at = %s, closed_by = %s
            WHERE id = %s
            """,
            [now, account, item],
        )
        sql.run(
            "UPDATE casework_case SET ver = ver + 1 WHERE id = (SELECT case_id FROM casework_item WHERE id = %s)",
            [item],
        )
        sql.run(
            """
            UPDATE casework_subject SET waiting_at = 'travellers'
            WHERE id = (SELECT subject_id FROM casework_item WHERE id = %s)
            """,
            [item],
        )
    return redirect("office:work")


urlpatterns = [path("bench/<int:item>/", act, name="bench-act"), *urls.urlpatterns]
