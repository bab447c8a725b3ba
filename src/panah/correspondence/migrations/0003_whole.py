"""The secretariat whole: letters that come, go and stay inside, rights, drafts, referrals, scans, exchange."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import deletion

from panah.audit.append_only import append_only
from panah.foundation.persian import clean, fold

ACCOUNT = settings.AUTH_USER_MODEL
KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
LETTERS = append_only("correspondence_letter")


def to(model: str, related_name: str = "+", *, one: bool = False, **more: object) -> models.ForeignKey:
    kind = models.OneToOneField if one else models.ForeignKey
    return kind(to=model, related_name=related_name, on_delete=deletion.PROTECT, **more)


def same(*columns: str) -> str:
    return " AND ".join(f"NEW.{column} = OLD.{column}" for column in columns)


def say_whose(apps, editor) -> None:
    """Letters that stand already: of the office of their case, else of their secretariat's; found by their subject."""
    letters = apps.get_model("correspondence", "Letter")
    for letter in letters.objects.select_related("case", "register__secretariat").iterator(chunk_size=500):
        office = letter.case.office_id if letter.case_id else letter.register.secretariat.office_id
        letters.objects.filter(pk=letter.pk).update(office=office, search=fold(clean(letter.subject))[:700])
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0001_initial"),
        ("correspondence", "0002_append_only"),
        ("organisation", "0002_no_overlaps"),
    ]

    operations = [
        migrations.RunPython(LETTERS.reverse_code, LETTERS.code),
        migrations.CreateModel("SigningRight", [
            KEY,
            ("holder", to(ACCOUNT, related_name="signing_rights")),
            ("role", models.CharField(max_length=40)),
            ("office", to("organisation.office")),
            ("kinds", models.CharField(max_length=600)),
            ("behalf_role", models.CharField(blank=True, default="", max_length=40)),
            ("valid_from", models.DateField()),
            ("valid_until", models.DateField(null=True)),
            ("ground", models.CharField(max_length=200)),
            ("granted_by", to(ACCOUNT)),
            ("recorded_at", models.DateTimeField()),
            ("taken_back_at", models.DateTimeField(null=True)),
            ("taken_back_by", to(ACCOUNT, null=True)),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("valid_until", None), ("valid_until__gt", models.F("valid_from")), _connector="OR"), name="signing_right_lasts"),
                models.CheckConstraint(condition=models.Q(("ground", ""), _negated=True), name="signing_right_says_why"),
                models.CheckConstraint(condition=models.Q(("holder", models.F("granted_by")), _negated=True), name="signing_right_from_another"),
                models.CheckConstraint(condition=models.Q(models.Q(("taken_back_at", None), ("taken_back_by", None)), models.Q(("taken_back_at__isnull", False), ("taken_back_by__isnull", False)), _connector="OR"), name="signing_right_taken_back_whole"),
            ],
            "indexes": [
                models.Index(condition=models.Q(("taken_back_at", None)), fields=["holder"], name="signing_right_held"),
            ],
        }),
        *(
            migrations.AddField("Letter", name, field)
            for name, field in (
                ("follows", to("correspondence.letter", related_name="followed_by", null=True)),
                ("office", to("organisation.office", null=True)),
                ("to", models.CharField(blank=True, default="", max_length=200)),
                ("to_office", to("organisation.office", null=True)),
                ("urgency", models.CharField(default="normal", max_length=10)),
                ("classification", models.CharField(default="normal", max_length=14)),
                ("sender", models.CharField(blank=True, default="", max_length=200)),
                ("sender_number", models.CharField(blank=True, default="", max_length=60)),
                ("sender_dated", models.DateField(null=True)),
                ("search", models.CharField(blank=True, default="", max_length=700)),
                ("level", models.CharField(blank=True, default="", max_length=10)),
                ("right", to("correspondence.signingright", null=True)),
                ("behalf_role", models.CharField(blank=True, default="", max_length=60)),
                ("written_by", to(ACCOUNT, null=True)),
                ("signed_by", to(ACCOUNT, null=True)),
                ("on_behalf_of", to(ACCOUNT, null=True)),
                ("verify_code", models.CharField(max_length=10, null=True, unique=True)),
                ("sealed", models.BinaryField(default=bytes)),
                ("key", models.CharField(max_length=160, null=True, unique=True)),
            )
        ),
        migrations.RunPython(say_whose, migrations.RunPython.noop),
        migrations.AlterField("Letter", "office", to("organisation.office")),
        migrations.RemoveConstraint("Letter", "letter_direction_is_known"),
        *(
            migrations.AddConstraint("Letter", models.CheckConstraint(condition=condition, name=name))
            for name, condition in (
                ("letter_direction_is_known", models.Q(direction__in=["outgoing", "incoming", "internal"])),
                ("letter_urgency_is_known", models.Q(urgency__in=["normal", "urgent", "immediate"])),
                ("letter_classification_is_known", models.Q(classification__in=["normal", "confidential"])),
                ("letter_level_is_known", models.Q(level__in=["", "step-up", "token", "paper"])),
                ("letter_that_came_has_a_sender", ~models.Q(direction="incoming") | ~models.Q(sender="")),
                (
                    "letter_inside_goes_somewhere",
                    ~models.Q(direction="internal") | models.Q(to_office__isnull=False),
                ),
            )
        ),
        migrations.AddIndex(
            "Letter", models.Index(fields=["register", "direction", "-id"], name="letter_of_register")
        ),
        migrations.AddIndex("Letter", models.Index(fields=["sender_number"], name="letter_by_their_number")),
        migrations.CreateModel("TokenKey", [
            KEY,
            ("account", to(ACCOUNT, related_name="token_keys")),
            ("fingerprint", models.CharField(max_length=64, unique=True)),
            ("token_label", models.CharField(max_length=60)),
            ("key_label", models.CharField(max_length=60)),
            ("entered_by", to(ACCOUNT)),
            ("entered_at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("account", models.F("entered_by")), _negated=True), name="token_key_seen_by_another"),
            ],
        }),
        migrations.CreateModel("Copy", [
            KEY,
            ("letter", to("correspondence.letter", related_name="copies")),
            ("n", models.PositiveSmallIntegerField()),
            ("to", models.CharField(max_length=200)),
        ], options={
            "constraints": [
                models.UniqueConstraint(fields=("letter", "n"), name="copy_place_once"),
            ],
        }),
        migrations.CreateModel("LetterFact", [
            KEY,
            ("letter", to("correspondence.letter", related_name="facts")),
            ("kind", models.CharField(max_length=10)),
            ("way", models.CharField(blank=True, default="", max_length=10)),
            ("receipt", models.CharField(blank=True, default="", max_length=120)),
            ("reason", models.CharField(blank=True, default="", max_length=300)),
            ("to", models.CharField(blank=True, default="", max_length=200)),
            ("by", to(ACCOUNT, null=True)),
            ("role", models.CharField(blank=True, default="", max_length=60)),
            ("at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("kind__in", ["sent", "delivered", "sent-back", "voided"])), name="letter_fact_is_known"),
                models.CheckConstraint(condition=models.Q(("way__in", ["", "ece", "post", "bearer", "inside"])), name="letter_fact_way_is_known"),
                models.CheckConstraint(condition=models.Q(models.Q(("kind", "sent"), _negated=True), models.Q(("way", ""), _negated=True), _connector="OR"), name="letter_sent_some_way"),
                models.CheckConstraint(condition=models.Q(models.Q(("kind__in", ["voided", "sent-back"]), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"), name="letter_void_says_why"),
                models.UniqueConstraint(condition=models.Q(("kind", "voided")), fields=("letter",), name="letter_voided_once"),
            ],
        }),
        migrations.CreateModel("TokenSignature", [
            KEY,
            ("letter", to("correspondence.letter", related_name="token_signature", one=True)),
            ("algorithm", models.CharField(max_length=20)),
            ("signature", models.BinaryField()),
            ("certificate", models.BinaryField()),
        ]),
        migrations.CreateModel("Draft", [
            KEY,
            ("key", models.CharField(max_length=120, unique=True)),
            ("office", to("organisation.office")),
            ("kind", models.CharField(max_length=40)),
            ("direction", models.CharField(max_length=10)),
            ("subject", models.CharField(max_length=200)),
            ("case", to("casework.case", related_name="letter_drafts", null=True)),
            ("in_reply_to", to("correspondence.letter", null=True)),
            ("follows", to("correspondence.letter", null=True)),
            ("to_office", to("organisation.office", null=True)),
            ("urgency", models.CharField(default="normal", max_length=10)),
            ("classification", models.CharField(default="normal", max_length=14)),
            ("sealed", models.BinaryField()),
            ("state", models.CharField(default="open", max_length=10)),
            ("ver", models.PositiveIntegerField(default=1)),
            ("written_by", to(ACCOUNT, related_name="letter_drafts")),
            ("written_as", models.CharField(max_length=40)),
            ("signer", to(ACCOUNT, null=True)),
            ("letter", to("correspondence.letter", related_name="draft", null=True, one=True)),
            ("begun_at", models.DateTimeField()),
            ("changed_at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("state__in", ["open", "waiting", "signed", "dropped"])), name="draft_state_is_known"),
                models.CheckConstraint(condition=models.Q(models.Q(("letter__isnull", False), ("state", "signed")), models.Q(models.Q(("state", "signed"), _negated=True), ("letter", None)), _connector="OR"), name="draft_signed_is_a_letter"),
                models.CheckConstraint(condition=models.Q(models.Q(("state", "waiting"), _negated=True), ("signer__isnull", False), _connector="OR"), name="draft_waits_for_one"),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "waiting")), fields=["signer", "changed_at"], name="draft_to_sign"),
                models.Index(condition=models.Q(("state__in", ["open", "waiting"])), fields=["written_by", "-changed_at"], name="draft_of_writer"),
                models.Index(fields=["case"], name="draft_of_case"),
            ],
        }),
        migrations.CreateModel("Initials", [
            KEY,
            ("draft", to("correspondence.draft", related_name="initials")),
            ("by", to(ACCOUNT)),
            ("on_behalf_of", to(ACCOUNT, null=True)),
            ("role", models.CharField(max_length=40)),
            ("note", models.CharField(blank=True, default="", max_length=300)),
            ("is_return", models.BooleanField(default=False)),
            ("at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("is_return", False), models.Q(("note", ""), _negated=True), _connector="OR"), name="initials_return_says_why"),
            ],
        }),
        migrations.CreateModel("Referral", [
            KEY,
            ("letter", to("correspondence.letter", related_name="referrals")),
            ("answers", to("correspondence.referral", related_name="onward", null=True)),
            ("to_office", to("organisation.office")),
            ("to_role", models.CharField(blank=True, default="", max_length=40)),
            ("to_account", to(ACCOUNT, null=True)),
            ("marginal_note", models.CharField(max_length=300)),
            ("due_on", models.DateField(null=True)),
            ("by", to(ACCOUNT, null=True)),
            ("on_behalf_of", to(ACCOUNT, null=True)),
            ("role", models.CharField(max_length=40)),
            ("at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("marginal_note", ""), _negated=True), name="referral_says_what"),
            ],
            "indexes": [
                models.Index(fields=["to_office", "to_role", "id"], name="referral_to_role"),
                models.Index(fields=["to_account", "id"], name="referral_to_person"),
            ],
        }),
        migrations.CreateModel("ReferralEnd", [
            KEY,
            ("referral", to("correspondence.referral", related_name="end", one=True)),
            ("kind", models.CharField(max_length=10)),
            ("note", models.CharField(blank=True, default="", max_length=300)),
            ("by", to(ACCOUNT, null=True)),
            ("on_behalf_of", to(ACCOUNT, null=True)),
            ("role", models.CharField(max_length=40)),
            ("at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("kind__in", ["done", "answered", "sent-on"])), name="referral_end_is_known"),
            ],
        }),
        migrations.CreateModel("Scan", [
            KEY,
            ("letter", to("correspondence.letter", related_name="scans", null=True)),
            ("office", to("organisation.office")),
            ("place", models.CharField(max_length=120, unique=True)),
            ("kind", models.CharField(max_length=10)),
            ("pages", models.PositiveSmallIntegerField()),
            ("sha256", models.CharField(max_length=64)),
            ("read_code", models.CharField(blank=True, default="", max_length=10)),
            ("added_by", to(ACCOUNT, null=True)),
            ("added_at", models.DateTimeField()),
        ], options={
            "indexes": [
                models.Index(condition=models.Q(("letter", None)), fields=["office", "id"], name="scan_of_original"),
            ],
        }),
        migrations.CreateModel("ScanMatch", [
            KEY,
            ("scan", to("correspondence.scan", related_name="matches")),
            ("letter", to("correspondence.letter", related_name="matches")),
            ("how", models.CharField(max_length=6)),
            ("by", to(ACCOUNT)),
            ("at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("how__in", ["square", "typed"])), name="scan_match_how"),
            ],
        }),
        migrations.CreateModel("ScanLook", [
            KEY,
            ("match", to("correspondence.scanmatch", related_name="look", one=True)),
            ("letter", to("correspondence.letter", related_name="scan_looks")),
            ("matched_by", to(ACCOUNT)),
            ("by", to(ACCOUNT)),
            ("holds", models.BooleanField()),
            ("reason", models.CharField(blank=True, default="", max_length=300)),
            ("at", models.DateTimeField()),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("by", models.F("matched_by")), _negated=True), name="scan_look_four_eyes"),
                models.CheckConstraint(condition=models.Q(("holds", True), models.Q(("reason", ""), _negated=True), _connector="OR"), name="scan_look_no_says_why"),
                models.UniqueConstraint(condition=models.Q(("holds", True)), fields=("letter",), name="scan_confirmed_once"),
            ],
        }),
        migrations.CreateModel("Correspondent", [
            KEY,
            ("name", models.CharField(max_length=200)),
            ("folded", models.CharField(max_length=200, unique=True)),
            ("code", models.CharField(blank=True, default="", max_length=40)),
            ("entered_by", to(ACCOUNT, null=True)),
            ("entered_at", models.DateTimeField()),
        ]),
        migrations.CreateModel("Dispatch", [
            KEY,
            ("key", models.CharField(max_length=120, unique=True)),
            ("letter", to("correspondence.letter", related_name="dispatches")),
            ("to", models.CharField(max_length=200)),
            ("code", models.CharField(max_length=40)),
            ("is_copy", models.BooleanField(default=False)),
            ("state", models.CharField(max_length=10)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("was_sent", models.BooleanField(default=False)),
            ("next_at", models.DateTimeField()),
            ("trouble", models.CharField(blank=True, default="", max_length=200)),
            ("receipt", models.CharField(blank=True, default="", max_length=120)),
            ("sent_at", models.DateTimeField(null=True)),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("state__in", ("queued", "by-hand", "failed", "sent"))), name="dispatch_state_is_known"),
                models.CheckConstraint(condition=models.Q(models.Q(("state", "sent"), _negated=True), models.Q(models.Q(("receipt", ""), _negated=True), ("sent_at__isnull", False)), _connector="OR"), name="dispatch_sent_has_its_receipt"),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "queued")), fields=["next_at", "id"], name="dispatch_to_send"),
                models.Index(condition=models.Q(("state", "sent"), _negated=True), fields=["state", "id"], name="dispatch_waiting"),
            ],
        }),
        migrations.CreateModel("Arrival", [
            KEY,
            ("key", models.CharField(max_length=180, unique=True)),
            ("secretariat", to("correspondence.secretariat", related_name="arrivals")),
            ("sealed", models.BinaryField()),
            ("subject", models.CharField(max_length=200)),
            ("sender", models.CharField(max_length=200)),
            ("urgency", models.CharField(max_length=10)),
            ("classification", models.CharField(max_length=14)),
            ("trouble", models.CharField(blank=True, default="", max_length=40)),
            ("state", models.CharField(default="waiting", max_length=10)),
            ("reason", models.CharField(blank=True, default="", max_length=300)),
            ("letter", to("correspondence.letter", related_name="arrival", null=True, one=True)),
            ("arrived_at", models.DateTimeField()),
            ("brought_by", to(ACCOUNT, null=True)),
            ("ended_by", to(ACCOUNT, null=True)),
            ("ended_at", models.DateTimeField(null=True)),
        ], options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("state__in", ("waiting", "registered", "refused"))), name="arrival_state_is_known"),
                models.CheckConstraint(condition=models.Q(models.Q(("state", "registered"), _negated=True), ("letter__isnull", False), _connector="OR"), name="arrival_registered_is_a_letter"),
                models.CheckConstraint(condition=models.Q(models.Q(("state", "refused"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"), name="arrival_refused_says_why"),
            ],
            "indexes": [
                models.Index(condition=models.Q(("state", "waiting")), fields=["secretariat", "id"], name="arrival_waiting"),
            ],
        }),
        append_only(
            *(
                f"correspondence_{name}"
                for name in (
                    "letter", "copy", "letterfact", "tokensignature", "tokenkey", "initials", "referral",
                    "referralend", "scan", "scanmatch", "scanlook", "signingright", "draft", "dispatch", "arrival",
                )
            ),
            unless={
                "correspondence_signingright": "OLD.taken_back_at IS NULL AND "
                + same("id", "holder_id", "role", "office_id", "kinds", "behalf_role", "valid_from", "ground", "granted_by_id")
                + " AND COALESCE(NEW.valid_until, '9999-12-31') = COALESCE(OLD.valid_until, '9999-12-31')",
                "correspondence_draft": "OLD.state <> 'signed' AND "
                + same("id", "key", "office_id", "written_by_id", "begun_at"),
                "correspondence_dispatch": "OLD.state <> 'sent' AND "
                + same("id", "key", "letter_id", "code", "is_copy"),
                "correspondence_arrival": "OLD.state = 'waiting' AND "
                + same("id", "key", "secretariat_id", "sealed", "arrived_at"),
            },
        ),
    ]
