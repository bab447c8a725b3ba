"""Who may come where, written a second time and by other means than the policy table, to hold it against.

A route that is not here fails the build, like one that has no row. What stands here is said in roles and places; how
the product finds out is its own matter.
"""

from dataclasses import dataclass

POLITICAL = {"political-expert", "political-director"}
OVERSEERS = {
    "bureau-clerk", "bureau-expert", "bureau-officer", "bureau-approver", "bureau-director", "protection-counsellor",
    "protection-officer", "objection-officer", "child-officer", "ministry-intake", "ministry-officer",
    "ministry-expert", "ministry-director", "auditor",
}  # fmt: skip
NEVER_ACT = {"auditor", "administrator"}
MONEY = {"payment-checker", "bureau-expert"}
LISTS_EXEMPTIONS = {"bureau-clerk", "bureau-expert"}
HEARS_OF_PRICES = {"bureau-expert", "bureau-director"}
ANSWERING = {"bureau-director", "ministry-director", "political-director", "governor", "administrator"}
ORDERS_ROUNDS = frozenset({"ministry-officer", "ministry-director"})
ANSWERS_ROUNDS = frozenset(
    {"bureau-officer", "bureau-director", "bureau-expert", "service-clerk", "bureau-clerk"}
)
ARRANGES_TIMES = frozenset({"bureau-officer", "bureau-expert", "administrator", "ministry-officer"})
KEEPS_TIMES = frozenset({"service-clerk", "bureau-clerk", "bureau-expert", "bureau-officer", "enquiry-desk"})
SEES_ROUNDS = ORDERS_ROUNDS | ANSWERS_ROUNDS | {"administrator", "auditor"}
TYPES_OUTSIDE = {"operator"}
LOOKS_OUTSIDE = {"operator", "bureau-officer", "bureau-approver"}
MENDS_OUTSIDE = {"operator", "system-desk"}
REGISTERS_LETTERS = frozenset({"secretariat"})
WRITES_LETTERS = REGISTERS_LETTERS | {
    "bureau-clerk", "bureau-expert", "bureau-officer", "bureau-approver", "bureau-director", "protection-counsellor",
    "protection-officer", "objection-officer", "child-officer", "group-secretary", "political-expert",
    "political-director", "crisis-expert", "ministry-intake", "ministry-officer", "ministry-expert",
    "ministry-director", "governor", "minister",
}  # fmt: skip
READS_LETTERS = WRITES_LETTERS | {"auditor"}
HAS_RIGHTS = WRITES_LETTERS | {"administrator"}
AT_A_COUNTER = {"service-clerk", "bureau-clerk"}


@dataclass(frozen=True, slots=True)
class Place:
    """An office by its place in the tree of the test: a path of names."""

    path: str

    def reaches(self, other: "Place") -> bool:
        """Whether the other stands at or below this one."""
        return other.path == self.path or other.path.startswith(self.path + "/")


MINISTRY = Place("ministry")
BUREAU = Place("ministry/bushehr")
COUNTER_301, COUNTER_302 = Place("ministry/bushehr/301"), Place("ministry/bushehr/302")
FARS = Place("ministry/fars")
POLITICAL_OFFICE = Place("ministry/political")
AGENCY = Place("ministry/bushehr/police")
BORDER = Place("ministry/bushehr/border")
GOVERNORATE = Place("ministry/governorate")
PLACES = (MINISTRY, BUREAU, COUNTER_301, COUNTER_302, FARS, POLITICAL_OFFICE, AGENCY, BORDER, GOVERNORATE)


@dataclass(frozen=True, slots=True)
class Thing:
    """A case or household an address names: where it lies, whose it is, and for which roles an item waits."""

    name: str
    at: Place | None
    family: str = ""
    alone_of: str = ""
    waits_for: frozenset[str] = frozenset()


CASES = (
    Thing("shared", COUNTER_301, "a", waits_for=frozenset({"bureau-expert"})),
    Thing("alone", COUNTER_301, "a", "p", frozenset({"bureau-expert"})),
    Thing("handing", COUNTER_301, "a", waits_for=frozenset({"service-clerk", "bureau-clerk"})),
    Thing("far", FARS, "b", waits_for=frozenset({"bureau-expert"})),
    Thing("political", POLITICAL_OFFICE, "b", waits_for=frozenset({"bureau-expert"})),
    Thing("absent", None),
)
JUDGES = {"bureau-expert", "bureau-officer", "bureau-approver", "ministry-expert"}
PAIRS = (Thing("near", COUNTER_301), Thing("far", FARS), Thing("across", MINISTRY), Thing("absent", None))
HOUSEHOLDS = (Thing("near", COUNTER_301, "a"), Thing("far", FARS, "b"), Thing("absent", None))


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whoever comes: nobody yet, an account of a family, a person of it, or staff in one role at one place."""

    name: str
    kind: str
    family: str = ""
    person: str = ""
    role: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What a route is for: `who` is anybody, account, door or staff; `thing` what its address names."""

    who: str
    methods: str = "GET HEAD"
    roles: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    thing: str = ""

    def verdict(self, somebody: Somebody, method: str, thing: Thing | None) -> str:
        """Say how a request must be answered: open, method, sign-in, level, role or absent."""
        if method not in self.methods.split():
            return "method"
        if self.who == "anybody":
            return "open"
        if somebody.kind == "anonymous":
            return "sign-in"
        if self.who == "door" and somebody.kind not in {"household", "person"}:
            return "level"
        if self.who == "staff" and not self._is_their_work(somebody):
            return "role"
        return "open" if thing is None or self._sees(somebody, thing) else "absent"

    def _is_their_work(self, somebody: Somebody) -> bool:
        wanted = self.roles is None or somebody.role in self.roles
        return somebody.kind == "staff" and wanted and somebody.role not in self.without

    def _sees(self, somebody: Somebody, thing: Thing) -> bool:
        if thing.at is None:
            return False
        if self.thing == "own case":
            mine = thing.family == somebody.family
            return mine and (not thing.alone_of or thing.alone_of == somebody.person)
        if somebody.place is None or not somebody.place.reaches(thing.at):
            return False
        if self.thing == "case":
            oversees = somebody.role in (POLITICAL if thing.at is POLITICAL_OFFICE else OVERSEERS)
            return oversees or somebody.role in thing.waits_for
        if self.thing == "near case":
            return not thing.alone_of or somebody.role in thing.waits_for
        return True


BOTH = "GET HEAD POST"
ANYBODY = Expected("anybody")
ANYBODY_SENDS = Expected("anybody", BOTH)
SIGNED_IN = Expected("account")
SIGNED_IN_SENDS = Expected("account", BOTH)
DOOR = Expected("door")
DOOR_SENDS = Expected("door", BOTH)
OWN = Expected("door", thing="own case")
OWN_BOTH = Expected("door", BOTH, thing="own case")
OWN_SENDS = Expected("door", "POST", thing="own case")
STAFF = Expected("staff")
DECIDES = Expected("staff", "POST", without=frozenset(NEVER_ACT), thing="case")
CLERKS = frozenset(AT_A_COUNTER)
PRINTERS = CLERKS | {"bureau-expert"}
CALLERS = PRINTERS | {"enquiry-desk"}
NEAR_CASE = Expected("staff", roles=CLERKS, thing="near case")
NEAR_CASE_SENDS = Expected("staff", "POST", roles=CLERKS, thing="near case")

ROUTES: dict[str, Expected] = {
    **dict.fromkeys(
        [
            "healthz",
            "public:home",
            "public:services",
            "public:service",
            "public:service-form",
            "public:service-process",
            "public:catalogue",
            "public:track",
            "public:verify",
            "lists:root",
            "lists:root-certificate",
            "lists:certificate",
            "lists:trust",
            "lists:status",
            "lists:numbers",
            "lists:worker",
            "lists:app",
            "public:prices",
            "public:overcharge",
            "public:draw",
            "public:draw-list",
            "public:help",
            "public:rights",
            "public:accessibility",
            "public:kit",
            "public:kit-office",
            "account_inactive",
        ],
        ANYBODY,
    ),
    **dict.fromkeys(
        [
            "account_login",
            "account_logout",
            "account_signup",
            "account_reset_password",
            "account_email",
            "account_set_password",
            "mfa_authenticate",
            "mfa_login_webauthn",
        ],
        ANYBODY_SENDS,
    ),
    **dict.fromkeys(
        [
            "arrive",
            "unsent",
            "mfa_index",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_list_webauthn",
        ],
        SIGNED_IN,
    ),
    **dict.fromkeys(
        [
            "account_reauthenticate",
            "account_change_password",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_generate_recovery_codes",
            "mfa_add_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
        ],
        SIGNED_IN_SENDS,
    ),
    "account:home": DOOR,
    "account:held": DOOR,
    "account:messages": DOOR,
    "account:looks": DOOR,
    "account:apply": DOOR,
    "account:apply-page": DOOR_SENDS,
    "account:apply-check": DOOR_SENDS,
    **dict.fromkeys(
        [
            "account:case",
            "account:sent",
            "account:paper",
            "account:wallet",
            "account:receipt",
            "account:evidence",
            "account:paid",
            "account:appointment",
            "account:appointment-ticket",
        ],
        OWN,
    ),
    **dict.fromkeys(
        [
            "account:withdraw",
            "account:leave-out",
            "account:amend",
            "account:word",
            "account:stay",
            "account:pay",
            "account:exempt",
            "account:again",
            "account:object",
            "account:appointment-change",
            "account:appointment-cancel",
            "account:appointment-needs",
        ],
        OWN_BOTH,
    ),
    **dict.fromkeys(
        ["account:certificate", "account:collect", "account:pay-online", "account:appointment-offer"],
        OWN_SENDS,
    ),
    "office:today": STAFF,
    "office:work": STAFF,
    "office:confirm": Expected("staff", "POST", without=frozenset(NEVER_ACT)),
    "office:act": Expected("staff", "POST", without=frozenset(NEVER_ACT)),
    "office:sample": Expected("staff", without=frozenset(NEVER_ACT)),
    "office:case": Expected("staff", thing="case"),
    "office:evidence": Expected("staff", thing="case"),
    "office:paper": Expected("staff", thing="case"),
    "office:receipt": Expected("staff", thing="case"),
    **dict.fromkeys(
        ["office:hand-out", "office:handed-out"], Expected("staff", "POST", without=frozenset(NEVER_ACT))
    ),
    "office:motions": STAFF,
    "office:recall": Expected("staff", "POST", without=frozenset(NEVER_ACT)),
    "office:stand-in": Expected("staff", BOTH),
    "office:stand-in-for": Expected("staff", BOTH, roles=frozenset(ANSWERING)),
    **dict.fromkeys(["office:absence-end", "office:take-back"], Expected("staff", "POST")),
    "office:decide": DECIDES,
    "office:stays": DECIDES,
    "office:follow": Expected(
        "staff", "POST", roles=frozenset({"bureau-expert", "bureau-officer"}), thing="case"
    ),
    "office:claim": DECIDES,
    "office:assign": DECIDES,
    "office:log-call": DECIDES,
    "office:calls": Expected("staff", roles=CALLERS),
    "office:call": Expected("staff", BOTH, roles=CALLERS),
    "office:letters": Expected("staff", roles=PRINTERS),
    "office:letters-print": Expected("staff", "POST", roles=PRINTERS),
    "office:letter-went": Expected("staff", "POST", roles=PRINTERS),
    **dict.fromkeys(
        ["office:secretariat", "office:register", "office:letter", "office:letter-pdf", "office:scan"],
        Expected("staff", roles=READS_LETTERS),
    ),
    **dict.fromkeys(
        ["office:draft", "office:draft-pdf", "office:dispatch-file"], Expected("staff", roles=WRITES_LETTERS)
    ),
    **dict.fromkeys(
        ["office:letter-new", "office:draft-edit", "office:scans"],
        Expected("staff", BOTH, roles=WRITES_LETTERS),
    ),
    **dict.fromkeys(
        [
            "office:letter-refer",
            "office:letter-fact",
            "office:letter-void",
            "office:referral-done",
            "office:draft-sign",
            "office:draft-pass",
            "office:dispatch-act",
            "office:scan-match",
            "office:scan-look",
        ],
        Expected("staff", "POST", roles=WRITES_LETTERS),
    ),
    "office:letter-new-of": Expected("staff", BOTH, roles=WRITES_LETTERS, thing="case"),
    **dict.fromkeys(
        ["office:letter-in", "office:arrival", "office:addresses"],
        Expected("staff", BOTH, roles=REGISTERS_LETTERS),
    ),
    **dict.fromkeys(
        ["office:arrival-refuse", "office:arrival-bring"], Expected("staff", "POST", roles=REGISTERS_LETTERS)
    ),
    "office:arrival-pdf": Expected("staff", roles=REGISTERS_LETTERS),
    "office:signing-rights": Expected("staff", BOTH, roles=HAS_RIGHTS),
    "office:right-back": Expected("staff", "POST", roles=HAS_RIGHTS),
    "office:signing-token": Expected("staff", "POST", roles=frozenset({"administrator"})),
    "public:overcharged": ANYBODY_SENDS,
    "gateways:receipts": Expected("anybody", "POST"),
    "gateways:crossings": Expected("anybody", "POST"),
    "gateways:capture-tickets": Expected("anybody", "POST"),
    "gateways:capture-readings": Expected("anybody", "POST"),
    "api:verify": Expected("anybody", "POST"),
    "lists:border": Expected("staff", roles=frozenset({"border"})),
    "lists:crossings": Expected("staff", BOTH, roles=frozenset({"border"})),
    "office:household": Expected("staff", roles=frozenset(OVERSEERS), thing="household"),
    "office:portrait": Expected("staff", roles=frozenset(OVERSEERS), thing="household"),
    "office:portrait-taken": Expected(
        "staff",
        "POST",
        roles=frozenset({"bureau-clerk", "bureau-expert", "bureau-officer"}),
        thing="household",
    ),
    "office:duplicates": Expected("staff", roles=frozenset(JUDGES)),
    "office:compare": Expected("staff", roles=frozenset(JUDGES), thing="pair"),
    "office:settle": Expected("staff", "POST", roles=frozenset(JUDGES), thing="pair"),
    **dict.fromkeys(["office:rounds", "office:round"], Expected("staff", roles=SEES_ROUNDS)),
    **dict.fromkeys(
        ["office:round-announced", "office:round-opened", "office:round-closed"],
        Expected("staff", "POST", roles=ORDERS_ROUNDS),
    ),
    "office:round-acknowledged": Expected("staff", "POST", roles=ANSWERS_ROUNDS),
    "office:round-calls": Expected("staff", roles=SEES_ROUNDS),
    **dict.fromkeys(
        ["office:round-times", "office:round-promise", "office:round-draw", "office:round-rest"],
        Expected("staff", "POST", roles=ARRANGES_TIMES),
    ),
    **dict.fromkeys(
        ["office:appointments", "office:appointment"],
        Expected("staff", roles=KEEPS_TIMES | ARRANGES_TIMES - {"administrator"}),
    ),
    "office:appointments-closed": Expected("staff", "POST", roles=ARRANGES_TIMES | {"service-clerk"}),
    "office:appointment-act": Expected("staff", "POST", roles=KEEPS_TIMES),
    "office:visit": Expected("staff", BOTH, roles=KEEPS_TIMES, thing="case"),
    "office:jobs": Expected("staff", roles=frozenset(MENDS_OUTSIDE)),
    "office:job-retry": Expected("staff", "POST", roles=frozenset(MENDS_OUTSIDE)),
    "office:outside": Expected("staff", roles=frozenset(TYPES_OUTSIDE | LOOKS_OUTSIDE | MENDS_OUTSIDE)),
    "office:outside-typed": Expected("staff", "POST", roles=frozenset(TYPES_OUTSIDE)),
    "office:outside-look": Expected("staff", "POST", roles=frozenset(LOOKS_OUTSIDE)),
    "office:outside-notice": Expected("staff", roles=frozenset(TYPES_OUTSIDE | LOOKS_OUTSIDE)),
    "office:outside-mend": Expected("staff", "POST", roles=frozenset(MENDS_OUTSIDE)),
    **dict.fromkeys(
        ["office:print", "office:print-batch", "office:print-sheet", "office:print-stock"],
        Expected("staff", roles=frozenset({"card-office"})),
    ),
    **dict.fromkeys(
        [
            "office:print-made",
            "office:print-retry",
            "office:print-printed",
            "office:print-scan",
            "office:print-send",
            "office:print-stock-done",
        ],
        Expected("staff", "POST", roles=frozenset({"card-office"})),
    ),
    "office:print-arrivals": Expected("staff", roles=frozenset(AT_A_COUNTER | {"card-office"})),
    **dict.fromkeys(
        ["office:print-arrived", "office:print-returned", "office:print-spoil"],
        Expected("staff", "POST", roles=frozenset(AT_A_COUNTER | {"card-office"})),
    ),
    "office:find": Expected("staff", roles=frozenset(OVERSEERS | {"enquiry-desk"})),
    "office:money": Expected("staff", roles=frozenset(MONEY)),
    "office:slip": Expected("staff", roles=frozenset(MONEY)),
    "office:check": Expected("staff", "POST", roles=frozenset(MONEY)),
    "office:waive": Expected("staff", "POST", roles=frozenset({"bureau-expert"})),
    "office:give-back": Expected("staff", "POST", roles=frozenset(MONEY)),
    "office:instalments": Expected("staff", "POST", roles=frozenset({"bureau-expert"})),
    "office:till": Expected("staff", roles=frozenset(MONEY)),
    "office:till-done": Expected("staff", "POST", roles=frozenset(MONEY)),
    "office:exemption-lists": Expected("staff", roles=frozenset(LISTS_EXEMPTIONS)),
    **dict.fromkeys(
        [
            "office:exemption-list-try",
            "office:exemption-list-send",
            "office:exemption-list-inquiry",
            "office:exemption-confirmation",
        ],
        Expected("staff", "POST", roles=frozenset(LISTS_EXEMPTIONS)),
    ),
    "office:exemption-list": Expected("staff", "POST", roles=frozenset({"bureau-expert"})),
    "office:price-reports": Expected("staff", roles=frozenset(HEARS_OF_PRICES)),
    "office:price-answer": Expected("staff", "POST", roles=frozenset(HEARS_OF_PRICES)),
    "office:round-excuses": Expected("staff", roles=frozenset({"bureau-officer"})),
    "office:round-seconded": Expected("staff", "POST", roles=frozenset({"bureau-officer"})),
    "counter:home": Expected("staff", roles=CLERKS),
    "counter:held": Expected("staff", roles=CLERKS),
    **dict.fromkeys(
        ["counter:request", "counter:check", "counter:request-of", "counter:check-of", "counter:telling"],
        Expected("staff", BOTH, roles=CLERKS, thing="near household"),
    ),
    **dict.fromkeys(["counter:case", "counter:paper", "counter:evidence"], NEAR_CASE),
    **dict.fromkeys(["counter:round", "counter:round-photo"], NEAR_CASE),
    **dict.fromkeys(
        ["counter:again", "counter:object", "counter:round-alone"],
        Expected("staff", BOTH, roles=CLERKS, thing="near case"),
    ),
    **dict.fromkeys(
        [
            "counter:pay",
            "counter:exempt",
            "counter:leave-out",
            "counter:certificate",
            "counter:hand",
            "counter:take-back",
            "counter:round-keep",
            "counter:round-send",
            "counter:round-changed",
            "counter:round-fault",
            "counter:round-capture",
            "counter:round-pulse",
            "counter:round-portrait",
            "counter:round-excuse",
            "counter:round-pay",
        ],
        NEAR_CASE_SENDS,
    ),
}
"""Every route and what it is for."""
