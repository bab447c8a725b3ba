"""The secretariat: registers, letters, rights, drafts, referrals, scans, and exchange with others."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, F, Q

from panah.organisation.tables import KEY, AtOnce, check, to


class Migration(AtOnce):
    initial = True
    dependencies = [
        ("casework", "0001_initial"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            "Secretariat",
            [
                KEY,
                ("office", models.OneToOneField("organisation.office", PROTECT, related_name="secretariat")),
                ("code", models.CharField(max_length=12, unique=True)),
                ("opened_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Register",
            [
                KEY,
                ("secretariat", to("correspondence.secretariat", "registers")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            {"constraints": [models.UniqueConstraint(fields=["secretariat", "year"], name="register_once")]},
        ),
        migrations.CreateModel(
            "SigningRight",
            [
                KEY,
                ("holder", to(settings.AUTH_USER_MODEL, "signing_rights")),
                ("role", models.CharField(max_length=40)),
                ("office", to("organisation.office")),
                ("kinds", models.CharField(max_length=600)),
                ("behalf_role", models.CharField(max_length=40, blank=True, default="")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("ground", models.CharField(max_length=200)),
                ("granted_by", to(settings.AUTH_USER_MODEL)),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("taken_back_by", to(settings.AUTH_USER_MODEL, null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["holder"], condition=Q(taken_back_at=None), name="signing_right_held"
                    )
                ],
                "constraints": [
                    check("signing_right_lasts", Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))),
                    check("signing_right_says_why", ~Q(ground="")),
                    check("signing_right_from_another", ~Q(holder=F("granted_by"))),
                    check(
                        "signing_right_taken_back_whole",
                        Q(taken_back_at=None, taken_back_by=None)
                        | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "TokenKey",
            [
                KEY,
                ("account", to(settings.AUTH_USER_MODEL, "token_keys")),
                ("fingerprint", models.CharField(max_length=64, unique=True)),
                ("token_label", models.CharField(max_length=60)),
                ("key_label", models.CharField(max_length=60)),
                ("entered_by", to(settings.AUTH_USER_MODEL)),
                ("entered_at", models.DateTimeField()),
            ],
            {"constraints": [check("token_key_seen_by_another", ~Q(account=F("entered_by")))]},
        ),
        migrations.CreateModel(
            "Letter",
            [
                KEY,
                ("register", to("correspondence.register", "letters")),
                ("n", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=40, unique=True)),
                ("dated", models.DateField()),
                ("annex_count", models.PositiveSmallIntegerField(default=0)),
                ("annex_text", models.CharField(max_length=120, blank=True)),
                ("direction", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=200)),
                ("case", to("casework.case", "letters", null=True)),
                ("document_id", models.BigIntegerField(null=True, unique=True)),
                ("in_reply_to", to("correspondence.letter", "replies", null=True)),
                ("follows", to("correspondence.letter", "followed_by", null=True)),
                ("office", to("organisation.office")),
                ("to", models.CharField(max_length=200, blank=True, default="")),
                ("to_office", to("organisation.office", null=True)),
                ("urgency", models.CharField(max_length=10, default="normal")),
                ("classification", models.CharField(max_length=14, default="normal")),
                ("sender", models.CharField(max_length=200, blank=True, default="")),
                ("sender_number", models.CharField(max_length=60, blank=True, default="")),
                ("sender_dated", models.DateField(null=True)),
                ("search", models.CharField(max_length=700, blank=True, default="")),
                ("level", models.CharField(max_length=10, blank=True, default="")),
                ("right", to("correspondence.signingright", null=True)),
                ("behalf_role", models.CharField(max_length=60, blank=True, default="")),
                ("written_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("signed_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("on_behalf_of", to(settings.AUTH_USER_MODEL, null=True)),
                ("signed_by_role", models.CharField(max_length=60)),
                ("signed_at", models.DateTimeField()),
                ("verify_code", models.CharField(max_length=10, null=True, unique=True)),
                ("sealed", models.BinaryField(default=bytes)),
                ("key", models.CharField(max_length=160, null=True, unique=True)),
            ],
            {
                "indexes": [
                    models.Index(fields=["case", "-id"], name="letter_of_case"),
                    models.Index(fields=["register", "direction", "-id"], name="letter_of_register"),
                    models.Index(fields=["sender_number"], name="letter_by_their_number"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["register", "n"], name="letter_place_once"),
                    check("letter_from_one", Q(n__gte=1)),
                    check("letter_direction_is_known", Q(direction__in=["outgoing", "incoming", "internal"])),
                    check("letter_urgency_is_known", Q(urgency__in=["normal", "urgent", "immediate"])),
                    check("letter_classification_is_known", Q(classification__in=["normal", "confidential"])),
                    check("letter_level_is_known", Q(level__in=["", "step-up", "token", "paper"])),
                    check("letter_that_came_has_a_sender", ~Q(direction="incoming") | ~Q(sender="")),
                    check(
                        "letter_inside_goes_somewhere", ~Q(direction="internal") | Q(to_office__isnull=False)
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Copy",
            [
                KEY,
                ("letter", to("correspondence.letter", "copies")),
                ("n", models.PositiveSmallIntegerField()),
                ("to", models.CharField(max_length=200)),
            ],
            {"constraints": [models.UniqueConstraint(fields=["letter", "n"], name="copy_place_once")]},
        ),
        migrations.CreateModel(
            "LetterFact",
            [
                KEY,
                ("letter", to("correspondence.letter", "facts")),
                ("kind", models.CharField(max_length=10)),
                ("way", models.CharField(max_length=10, blank=True, default="")),
                ("receipt", models.CharField(max_length=120, blank=True, default="")),
                ("reason", models.CharField(max_length=300, blank=True, default="")),
                ("to", models.CharField(max_length=200, blank=True, default="")),
                ("by", to(settings.AUTH_USER_MODEL, null=True)),
                ("role", models.CharField(max_length=60, blank=True, default="")),
                ("at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check("letter_fact_is_known", Q(kind__in=["sent", "delivered", "sent-back", "voided"])),
                    check("letter_fact_way_is_known", Q(way__in=["", "ece", "post", "bearer", "inside"])),
                    check("letter_sent_some_way", ~Q(kind="sent") | ~Q(way="")),
                    check("letter_void_says_why", ~Q(kind__in=["voided", "sent-back"]) | ~Q(reason="")),
                    models.UniqueConstraint(
                        fields=["letter"], condition=Q(kind="voided"), name="letter_voided_once"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            "TokenSignature",
            [
                KEY,
                (
                    "letter",
                    models.OneToOneField("correspondence.letter", PROTECT, related_name="token_signature"),
                ),
                ("algorithm", models.CharField(max_length=20)),
                ("signature", models.BinaryField()),
                ("certificate", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            "Draft",
            [
                KEY,
                ("key", models.CharField(max_length=120, unique=True)),
                ("office", to("organisation.office")),
                ("kind", models.CharField(max_length=40)),
                ("direction", models.CharField(max_length=10)),
                ("subject", models.CharField(max_length=200)),
                ("case", to("casework.case", "letter_drafts", null=True)),
                ("in_reply_to", to("correspondence.letter", null=True)),
                ("follows", to("correspondence.letter", null=True)),
                ("to_office", to("organisation.office", null=True)),
                ("urgency", models.CharField(max_length=10, default="normal")),
                ("classification", models.CharField(max_length=14, default="normal")),
                ("sealed", models.BinaryField()),
                ("state", models.CharField(max_length=10, default="open")),
                ("ver", models.PositiveIntegerField(default=1)),
                ("written_by", to(settings.AUTH_USER_MODEL, "letter_drafts")),
                ("written_as", models.CharField(max_length=40)),
                ("signer", to(settings.AUTH_USER_MODEL, null=True)),
                (
                    "letter",
                    models.OneToOneField("correspondence.letter", PROTECT, null=True, related_name="draft"),
                ),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["signer", "changed_at"], condition=Q(state="waiting"), name="draft_to_sign"
                    ),
                    models.Index(
                        fields=["written_by", "-changed_at"],
                        condition=Q(state__in=["open", "waiting"]),
                        name="draft_of_writer",
                    ),
                    models.Index(fields=["case"], name="draft_of_case"),
                ],
                "constraints": [
                    check("draft_state_is_known", Q(state__in=["open", "waiting", "signed", "dropped"])),
                    check(
                        "draft_signed_is_a_letter",
                        Q(letter__isnull=False, state="signed") | (~Q(state="signed") & Q(letter=None)),
                    ),
                    check("draft_waits_for_one", ~Q(state="waiting") | Q(signer__isnull=False)),
                ],
            },
        ),
        migrations.CreateModel(
            "Initials",
            [
                KEY,
                ("draft", to("correspondence.draft", "initials")),
                ("by", to(settings.AUTH_USER_MODEL)),
                ("on_behalf_of", to(settings.AUTH_USER_MODEL, null=True)),
                ("role", models.CharField(max_length=40)),
                ("note", models.CharField(max_length=300, blank=True, default="")),
                ("is_return", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
            {"constraints": [check("initials_return_says_why", Q(is_return=False) | ~Q(note=""))]},
        ),
        migrations.CreateModel(
            "Correspondent",
            [
                KEY,
                ("name", models.CharField(max_length=200)),
                ("folded", models.CharField(max_length=200, unique=True)),
                ("code", models.CharField(max_length=40, blank=True, default="")),
                ("entered_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Dispatch",
            [
                KEY,
                ("key", models.CharField(max_length=120, unique=True)),
                ("letter", to("correspondence.letter", "dispatches")),
                ("to", models.CharField(max_length=200)),
                ("code", models.CharField(max_length=40)),
                ("is_copy", models.BooleanField(default=False)),
                ("state", models.CharField(max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("was_sent", models.BooleanField(default=False)),
                ("next_at", models.DateTimeField()),
                ("trouble", models.CharField(max_length=200, blank=True, default="")),
                ("receipt", models.CharField(max_length=120, blank=True, default="")),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["next_at", "id"], condition=Q(state="queued"), name="dispatch_to_send"
                    ),
                    models.Index(fields=["state", "id"], condition=~Q(state="sent"), name="dispatch_waiting"),
                ],
                "constraints": [
                    check("dispatch_state_is_known", Q(state__in=("queued", "by-hand", "failed", "sent"))),
                    check(
                        "dispatch_sent_has_its_receipt",
                        ~Q(state="sent") | (~Q(receipt="") & Q(sent_at__isnull=False)),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "Arrival",
            [
                KEY,
                ("key", models.CharField(max_length=180, unique=True)),
                ("secretariat", to("correspondence.secretariat", "arrivals")),
                ("sealed", models.BinaryField()),
                ("subject", models.CharField(max_length=200)),
                ("sender", models.CharField(max_length=200)),
                ("urgency", models.CharField(max_length=10)),
                ("classification", models.CharField(max_length=14)),
                ("trouble", models.CharField(max_length=40, blank=True, default="")),
                ("state", models.CharField(max_length=10, default="waiting")),
                ("reason", models.CharField(max_length=300, blank=True, default="")),
                (
                    "letter",
                    models.OneToOneField("correspondence.letter", PROTECT, null=True, related_name="arrival"),
                ),
                ("arrived_at", models.DateTimeField()),
                ("brought_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("ended_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        fields=["secretariat", "id"], condition=Q(state="waiting"), name="arrival_waiting"
                    )
                ],
                "constraints": [
                    check("arrival_state_is_known", Q(state__in=("waiting", "registered", "refused"))),
                    check("arrival_registered_is_a_letter", ~Q(state="registered") | Q(letter__isnull=False)),
                    check("arrival_refused_says_why", ~Q(state="refused") | ~Q(reason="")),
                ],
            },
        ),
        migrations.CreateModel(
            "Referral",
            [
                KEY,
                ("letter", to("correspondence.letter", "referrals")),
                ("answers", to("correspondence.referral", "onward", null=True)),
                ("to_office", to("organisation.office")),
                ("to_role", models.CharField(max_length=40, blank=True, default="")),
                ("to_account", to(settings.AUTH_USER_MODEL, null=True)),
                ("marginal_note", models.CharField(max_length=300)),
                ("due_on", models.DateField(null=True)),
                ("by", to(settings.AUTH_USER_MODEL, null=True)),
                ("on_behalf_of", to(settings.AUTH_USER_MODEL, null=True)),
                ("role", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
            {
                "indexes": [
                    models.Index(fields=["to_office", "to_role", "id"], name="referral_to_role"),
                    models.Index(fields=["to_account", "id"], name="referral_to_person"),
                ],
                "constraints": [check("referral_says_what", ~Q(marginal_note=""))],
            },
        ),
        migrations.CreateModel(
            "ReferralEnd",
            [
                KEY,
                ("referral", models.OneToOneField("correspondence.referral", PROTECT, related_name="end")),
                ("kind", models.CharField(max_length=10)),
                ("note", models.CharField(max_length=300, blank=True, default="")),
                ("by", to(settings.AUTH_USER_MODEL, null=True)),
                ("on_behalf_of", to(settings.AUTH_USER_MODEL, null=True)),
                ("role", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
            {"constraints": [check("referral_end_is_known", Q(kind__in=["done", "answered", "sent-on"]))]},
        ),
        migrations.CreateModel(
            "Scan",
            [
                KEY,
                ("letter", to("correspondence.letter", "scans", null=True)),
                ("office", to("organisation.office")),
                ("place", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=10)),
                ("pages", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("read_code", models.CharField(max_length=10, blank=True, default="")),
                ("added_by", to(settings.AUTH_USER_MODEL, null=True)),
                ("added_at", models.DateTimeField()),
            ],
            {
                "indexes": [
                    models.Index(fields=["office", "id"], condition=Q(letter=None), name="scan_of_original")
                ]
            },
        ),
        migrations.CreateModel(
            "ScanMatch",
            [
                KEY,
                ("scan", to("correspondence.scan", "matches")),
                ("letter", to("correspondence.letter", "matches")),
                ("how", models.CharField(max_length=6)),
                ("by", to(settings.AUTH_USER_MODEL)),
                ("at", models.DateTimeField()),
            ],
            {"constraints": [check("scan_match_how", Q(how__in=["square", "typed"]))]},
        ),
        migrations.CreateModel(
            "ScanLook",
            [
                KEY,
                ("match", models.OneToOneField("correspondence.scanmatch", PROTECT, related_name="look")),
                ("letter", to("correspondence.letter", "scan_looks")),
                ("matched_by", to(settings.AUTH_USER_MODEL)),
                ("by", to(settings.AUTH_USER_MODEL)),
                ("holds", models.BooleanField()),
                ("reason", models.CharField(max_length=300, blank=True, default="")),
                ("at", models.DateTimeField()),
            ],
            {
                "constraints": [
                    check("scan_look_four_eyes", ~Q(by=F("matched_by"))),
                    check("scan_look_no_says_why", Q(holds=True) | ~Q(reason="")),
                    models.UniqueConstraint(
                        fields=["letter"], condition=Q(holds=True), name="scan_confirmed_once"
                    ),
                ]
            },
        ),
    ]
