"""Twenty families the product must not fail, each made by the very operations an officer would use.

Nobody in them exists. Each function enters one family and gives it back; ``HARD_FAMILIES`` names them all.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from panah.registry import operations as ops
from panah.registry.synthetic.cast import Family, Stage, name, someone
from panah.registry.values import PaperInput
from panah.registry.words import IdentifierKind, PaperKind, RelationKind, Sex, StatusKind

F, M = Sex.FEMALE, Sex.MALE


def nine_with_two_pupils_absent(stage: Stage) -> Family:
    """A family of nine; on the day two school-age children sit an examination and are not there."""
    father = someone("سخی‌داد", "بهسودی", 1362, latin="Sakhidad Behsudi")
    mother = someone("گل‌بخت", "جاغوری", 1365, sex=F, latin="Gulbakht Jaghori")
    children = [
        someone(given, "بهسودی", year, sex=sex, father="سخی‌داد")
        for given, year, sex in (
            ("رجب‌علی", 1384, M),
            ("سمانه", 1387, F),
            ("شهربانو", 1390, F),
            ("مصطفی", 1391, M),
            ("آمنه", 1395, F),
            ("حکیمه", 1398, F),
            ("نوروز", 1402, M),
        )
    ]
    family = stage.household("nine", father, mother, *children)
    family.name_people("father", "mother", "eldest", "daughter", "absent_girl", "absent_boy")
    return family


def grandmother_with_worn_fingers(stage: Stage) -> Family:
    """An illiterate grandmother whose fingerprints no device reads, with her son."""
    family = stage.household(
        "worn-fingers",
        someone("نادر", "هروی", 1359, father="پیرمحمد"),
        someone("بی‌بی‌گل", "هروی", 1321, sex=F, month=None),
    )
    family.name_people("son", "grandmother")
    return family


def two_wives_two_households(stage: Stage) -> Family:
    """One man, married twice; each wife keeps a household of her own."""
    family = stage.household(
        "two-wives", someone("نظر", "تیموری", 1352), someone("کلثوم", "غوری", 1356, sex=F), married=(0, 1)
    )
    other = stage.household(
        "two-wives-second",
        someone("مرضیه", "صابری", 1364, sex=F),
        someone("ادریس", "تیموری", 1393, father="نظر"),
    )
    family.name_people("husband", "first_wife")
    family.people |= {"second_wife": other.members[0], "son": other.members[1]}
    family.others["second"] = other.household
    ops.record_marriage(
        entry=stage.entry(-3000, "شهادت دو نفر"),
        husband=family.people["husband"],
        wife=family.people["second_wife"],
        home=None,
    )
    return family


def widow_and_brother_in_law(stage: Stage) -> Family:
    """A widow with minors; her husband's brother claims to be the head. She is, since the day of the death."""
    family = stage.household(
        "widow",
        someone("خداداد", "دایزنگی", 1358),
        someone("معصومه", "ارزگانی", 1363, sex=F),
        someone("رقیه", "دایزنگی", 1394, sex=F, father="خداداد"),
        someone("علی‌یاور", "دایزنگی", 1397, father="خداداد"),
        married=(0, 1),
    )
    claimant = stage.household("widow-claimant", someone("شیرعلی", "دایزنگی", 1360))
    family.name_people("deceased", "widow", "daughter", "son")
    family.people["brother_in_law"] = claimant.members[0]
    ops.record_death(entry=stage.entry(-40, "گواهی فوت"), person=family.people["deceased"])
    return family


def husband_left_unseen(stage: Stage) -> Family:
    """A wife whose husband left the country; nobody saw him go, and she acts for the household."""
    family = stage.household(
        "left-unseen",
        someone("میرویس", "احمدزی", 1366),
        someone("پلوشه", "احمدزی", 1370, sex=F),
        someone("وژمه", "احمدزی", 1396, sex=F, father="میرویس"),
        married=(0, 1),
    )
    family.name_people("husband", "wife", "daughter")
    stage.stand_in(family, "wife")
    return family


def jailed_head(stage: Stage) -> Family:
    """The head is in prison and stays head; his wife is temporary head from the same day."""
    family = stage.household(
        "jailed",
        someone("فرید", "نیازی", 1368),
        someone("نیلوفر", "نیازی", 1371, sex=F),
        someone("جاوید", "نیازی", 1399, father="فرید"),
        married=(0, 1),
    )
    family.name_people("head", "wife", "son")
    stage.stand_in(family, "wife")
    return family


def child_of_an_iranian_mother(stage: Stage) -> Family:
    """A child of an Iranian mother; the father has no papers, and the mother is in no household here."""
    family = stage.household(
        "iranian-mother",
        someone("غلام‌سخی", "میرزایی", 1365, status=StatusKind.UNDOCUMENTED),
        someone("ریحانه", "میرزایی", 1396, sex=F, father="غلام‌سخی", status=StatusKind.IRANIAN_MOTHER),
    )
    family.name_people("father", "child")
    mother = ops.register_person(
        entry=stage.entry(-100, "شناسنامه"),
        person=someone("لیلا", "بوشهری", 1369, sex=F, nationality="IRN", status=StatusKind.IRANIAN),
    )
    family.people["mother"] = mother
    for parent in (mother, family.people["father"]):
        ops.record_relationship(
            entry=stage.entry(-100, "رأی دادگاه"),
            person=parent,
            other=family.people["child"],
            kind=RelationKind.PARENT,
            since=family.people["child"].birth_first,
        )
    return family


def birth_year_only_and_wrong(stage: Stage) -> Family:
    """A man whose birth is known by year only, and whose card says another year."""
    wrong = someone("پاینده", "مومند", 1341, month=None, source="کارت آمایش ۱۷")
    family = stage.household("wrong-birth", wrong)
    family.name_people("man")
    right = someone("پاینده", "مومند", 1334, month=None).born
    ops.correct_particulars(
        entry=stage.entry(-10, "تذکره"), person=family.people["man"], born=right, source="تذکره"
    )
    return family


def spelled_three_ways(stage: Stage) -> Family:
    """One name spelled three ways in Persian and two in Latin letters, on five papers."""
    family = stage.household(
        "three-spellings",
        someone("ذبیح‌الله", "صدیقی", 1367, latin="Zabihullah Sediqi", also=(name("ضبیح اله", "صدیقی"),)),
    )
    family.name_people("man")
    ops.correct_name(
        entry=stage.entry(-5, "گذرنامه"),
        person=family.people["man"],
        name=name("زبیح‌الله", "صدیقی", latin="Zabiullah Seddiqi"),
    )
    return family


def card_lost_before_hospital(stage: Stage) -> Family:
    """The card was lost a week before a hospital stay."""
    family = stage.household("lost-card", someone("حلیمه", "قادری", 1375, sex=F, card="A90000010"))
    family.name_people("patient")
    ops.end_paper(entry=stage.entry(-2, "اعلام مفقودی"), paper=family.people["patient"].papers.latest("pk"))
    return family


def card_expired_two_rounds_ago(stage: Stage) -> Family:
    """The card expired two rounds ago; that ends nothing by itself (S10)."""
    family = stage.household("expired-card", someone("گلاب", "شینواری", 1361))
    family.name_people("man")
    issued, expired = stage.day(-1100), stage.day(-620)
    ops.record_paper(
        entry=stage.entry(-600),
        person=family.people["man"],
        paper=PaperInput(PaperKind.AMAYESH_CARD, "A90000011", issued, expired),
    )
    return family


def moved_to_fars(stage: Stage) -> Family:
    """The family moved to Fars last year; their cards are from Bushehr."""
    family = stage.household(
        "moved-to-fars",
        someone("حسین‌داد", "اخلاقی", 1363, card="A90000012"),
        someone("خاوری", "اخلاقی", 1367, sex=F, card="A90000013"),
    )
    family.name_people("head", "wife")
    ops.transfer_dossier(
        entry=stage.entry(-380, "موافقت استان مقصد"), household=family.household, office=stage.fars
    )
    family.household.refresh_from_db()
    return family


def bride_from_another_province(stage: Stage) -> Family:
    """The groom lives in Bushehr, the bride's file in Fars; she has not moved yet."""
    family = stage.household("groom", someone("الیاس", "یوسفی", 1380))
    bride = stage.household(
        "bride", someone("ظاهر", "رسولی", 1350), someone("شکریه", "رسولی", 1383, sex=F), office=stage.fars
    )
    family.name_people("groom")
    family.people |= {"bride": bride.members[1], "brides_father": bride.members[0]}
    family.others["bride"] = bride.household
    return family


def divorced_in_one_house(stage: Stage) -> Family:
    """Divorced, and still in one house and one household, for want of another."""
    family = stage.household(
        "divorced",
        someone("وحید", "واحدی", 1364),
        someone("ثریا", "شریفی", 1368, sex=F),
        someone("فرشته", "واحدی", 1392, sex=F, father="وحید"),
        married=(0, 1),
    )
    family.name_people("man", "woman", "daughter")
    ops.record_divorce(
        entry=stage.entry(-200, "رأی دادگاه"), husband=family.people["man"], wife=family.people["woman"]
    )
    return family


def orphan_with_an_uncle(stage: Stage) -> Family:
    """An orphan heads what is left of a household; an uncle elsewhere stands in and cares for him."""
    family = stage.household(
        "orphan", someone("قربان‌علی", "غلامی", 1355), someone("محمدجواد", "غلامی", 1391, father="قربان‌علی")
    )
    uncle = stage.household("orphan-uncle", someone("رضا", "غلامی", 1360))
    family.name_people("father", "orphan")
    family.people["uncle"] = uncle.members[0]
    ops.record_death(entry=stage.entry(-90, "گواهی فوت"), person=family.people["father"])
    ops.record_relationship(
        entry=stage.entry(-88, "نامهٔ بهزیستی"),
        person=family.people["uncle"],
        other=family.people["orphan"],
        kind=RelationKind.CAREGIVER,
    )
    stage.stand_in(family, "uncle")
    return family


def student_who_must_take_a_passport(stage: Stage) -> Family:
    """A student admitted to a university, who may study only with a passport and would lose her status."""
    family = stage.household(
        "student", someone("داوود", "نجفی", 1354), someone("طاهره", "نجفی", 1386, sex=F, father="داوود")
    )
    family.name_people("father", "student")
    ops.record_identifier(
        entry=stage.entry(-15, "گذرنامه"),
        person=family.people["student"],
        kind=IdentifierKind.PASSPORT,
        number="P09000001",
        issuer="کنسولگری",
    )
    return family


def return_but_for_one_daughter(stage: Stage) -> Family:
    """Everybody wants to return home but one grown daughter."""
    family = stage.household(
        "return",
        someone("سردار", "نورزی", 1353),
        someone("نازو", "نورزی", 1358, sex=F),
        someone("زرلشته", "نورزی", 1382, sex=F, father="سردار"),
        someone("زمری", "نورزی", 1394, father="سردار"),
        married=(0, 1),
    )
    family.name_people("father", "mother", "daughter_who_stays", "son")
    return family


def man_reported_by_a_neighbour(stage: Stage) -> Family:
    """A neighbour's report is all there is against him."""
    family = stage.household(
        "reported", someone("جاسم", "الکعبی", 1357, nationality="IRQ", status=StatusKind.HOVIAT)
    )
    family.name_people("man")
    return family


def worker_without_a_workshop(stage: Stage) -> Family:
    """A day labourer who has no workshop code to give."""
    family = stage.household("worker", someone("شیرآقا", "بدخشی", 1370))
    family.name_people("worker")
    return family


def stateless_grandfather(stage: Stage) -> Family:
    """A grandfather no state calls its own."""
    family = stage.household(
        "stateless",
        someone("عبدالامیر", "الساعدی", 1348, nationality="IRQ", status=StatusKind.HOVIAT),
        someone("عبدالحسین", "الساعدی", 1319, month=None, nationality="XXA", status=StatusKind.HOVIAT),
    )
    family.name_people("son", "grandfather")
    return family


HARD_FAMILIES: Mapping[str, Callable[[Stage], Family]] = MappingProxyType(
    {
        family.__name__: family
        for family in (
            nine_with_two_pupils_absent,
            grandmother_with_worn_fingers,
            two_wives_two_households,
            widow_and_brother_in_law,
            husband_left_unseen,
            jailed_head,
            child_of_an_iranian_mother,
            birth_year_only_and_wrong,
            spelled_three_ways,
            card_lost_before_hospital,
            card_expired_two_rounds_ago,
            moved_to_fars,
            bride_from_another_province,
            divorced_in_one_house,
            orphan_with_an_uncle,
            student_who_must_take_a_passport,
            return_but_for_one_daughter,
            man_reported_by_a_neighbour,
            worker_without_a_workshop,
            stateless_grandfather,
        )
    }
)


def enter_hard_families(stage: Stage) -> dict[str, Family]:
    """Enter all twenty, by name."""
    return {key: enter(stage) for key, enter in HARD_FAMILIES.items()}
