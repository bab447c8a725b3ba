"""The three lines are those of ICAO Doc 9303, and are read back or refused field by field."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.proof.mrz import Td1, birth_field, check_digit, read, write
from panah.documents.rules.proof.mrz_names import WIDTH, components, name_field, names
from panah.documents.rules.proof.paper import Birth
from panah.foundation.errors import InvalidInput

ERIKSSON = Td1("I", "UTO", "D23145890", "740812", "F", "120415", "UTO", "ERIKSSON", "ANNA MARIA")
STEVENSON = Td1("I", "UTO", "D23145890734", "340712", "M", "950712", "UTO", "STEVENSON", "PETER JOHN")
"""The card of the fifth part, and the one with a long number of the eleventh (D.2)."""

ERIKSSON_LINES = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)
STEVENSON_LINES = (
    "I<UTOD23145890<7349<<<<<<<<<<<",
    "3407127M9507122UTO<<<<<<<<<<<2",
    "STEVENSON<<PETER<JOHN<<<<<<<<<",
)


NEXT = dict(zip("0123456789DZ<", "123456789AE01", strict=True))
"""What a sign may be misread as; a filler for a zero weighs the same, and nobody could tell."""


@pytest.mark.parametrize(("td1", "lines"), [(ERIKSSON, ERIKSSON_LINES), (STEVENSON, STEVENSON_LINES)])
def test_the_examples_of_the_standard_are_written_and_read(td1: Td1, lines: tuple[str, str, str]) -> None:
    assert write(td1) == lines
    assert read(lines) == td1


@pytest.mark.parametrize(
    ("field", "digit"), [("520727", 3), ("AB2134<<<", 5), ("HA672242<6YTO5802254M9601086<<<<<<<<<<<<<<0"[:9], 6)]
)  # fmt: skip
def test_check_digits_are_those_worked_out_in_the_third_part(field: str, digit: int) -> None:
    assert check_digit(field) == digit


@pytest.mark.parametrize(
    ("surname", "given", "line"),
    [
        ("Eriksson", "Anna Maria", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"),
        ("van der Muellen", "Martin", "VAN<DER<MUELLEN<<MARTIN<<<<<<<"),
        ("Al-Basri", "Huda Muhammad Jawad", "AL<BASRI<<HUDA<MUHAMMAD<JAWAD<"),
        ("Vilarchao Fernandez", "Jose Ramon", "VILARCHAO<FERNANDEZ<<JOSE<RAMO"),
        ("Arkfreith", "", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<"),
        ("Satriya Sudarpa", "", "SATRIYA<SUDARPA<<<<<<<<<<<<<<<"),
        ("Papandropoulous", "Jonathon Alec", "PAPANDROPOULOUS<<JONATHON<ALEC"),
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", "NILAVADHANANANDA<<CHAYAPA<DE<K"),
        ("Nilavadhanananda", "Arnpol Petch Charonguang", "NILAVADHANANANDA<<ARNPOL<PE<CH"),
        (
            "Bennelong Wooloomooloo Warrandyte Warnambool",
            "Dingo Potoroo",
            "BENNE<WOOLO<WARRA<WARNA<<DIN<P",
        ),
    ],
)
def test_names_stand_as_in_the_examples_of_the_fifth_part(surname: str, given: str, line: str) -> None:
    assert name_field(surname, given) == line


@pytest.mark.parametrize(
    ("line", "surname", "given"),
    [
        ("BENNELONG<WOOLOOMOOLOO<W<W<<DI", "BENNELONG WOOLOOMOOLOO W W", "DI"),
        ("BENNELONG<WOOLOOM<WA<WARN<<D<P", "BENNELONG WOOLOOM WA WARN", "D P"),
    ],
)
def test_the_other_ways_of_cutting_are_read_too(line: str, surname: str, given: str) -> None:
    assert names(line) == (surname, given)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("O'Connor", "OCONNOR"),
        ("Müller-Ødegård", "MUELLER OEDEGAARD"),
        ("Groß", "GROSS"),
        ("Łucja Núñez", "LUCJA NUNEZ"),
        ("Þór Æsir", "THOR AESIR"),
        ("İbrahim Şahin", "IBRAHIM SAHIN"),
        ("ʿAlī Reżā", "ALI REZA"),
        ("Smith, Jr.", "SMITH JR"),
    ],
)
def test_letters_beyond_a_to_z_are_written_as_the_third_part_says(name: str, written: str) -> None:
    assert " ".join(components(name)) == written


@pytest.mark.parametrize("name", ["رضایی", "Rezaei2", "Иван", "Ali<Reza"])
def test_a_name_in_other_letters_is_not_guessed_at(name: str) -> None:
    with pytest.raises(InvalidInput, match="mrz-letter"):
        name_field(name, "")


def test_somebody_without_any_name_in_latin_letters_has_no_lines() -> None:
    with pytest.raises(InvalidInput, match="mrz-name-missing"):
        name_field(" ' ", "Ali")


latin = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=18)
many = st.lists(latin, min_size=1, max_size=20).map(" ".join)


@given(many, many | st.just(""))
def test_a_name_fills_the_line_exactly_and_a_cut_one_ends_in_a_letter(surname: str, given: str) -> None:
    line = name_field(surname, given)
    whole = f"{surname.replace(' ', '<')}<<{given.replace(' ', '<')}".rstrip("<")
    assert len(line) == WIDTH
    if len(whole) <= WIDTH:
        assert line.rstrip("<") == whole
        assert names(line) == (surname, given)
    else:
        assert line[-1].isalpha()
        assert line[0] == surname[0]
        assert not given or f"<<{given[0]}" in line


@given(many, many)
def test_a_cut_name_keeps_the_beginning_of_every_component_that_has_room(surname: str, given: str) -> None:
    least = 2 * len(surname.split()) + 2 * len(given.split())
    if least <= WIDTH:
        read_surname, read_given = names(name_field(surname, given))
        for whole, cut in ((surname, read_surname), (given, read_given)):
            assert len(whole.split()) == len(cut.split())
            assert all(long.startswith(short) for long, short in zip(whole.split(), cut.split(), strict=True))


alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
six = st.dates().map(lambda day: f"{day:%y%m%d}")
short_names = st.lists(latin, min_size=1, max_size=2).map(" ".join).filter(lambda name: len(name) < 14)


@st.composite
def cards(draw: st.DrawFn) -> Td1:
    number = draw(st.text(alphabet=alphanumeric, min_size=1, max_size=22))
    room = 15 if len(number) <= 9 else 22 - len(number)
    optional = draw(st.text(alphabet=alphanumeric, max_size=max(room, 0)))
    return Td1(
        document_code=draw(st.sampled_from(["I", "ID", "A", "C", "IR", "AC"])),
        issuer=draw(st.sampled_from(["IRN", "D", "UTO"])),
        number=number,
        birth=draw(six | st.sampled_from(["8801<<", "88<<<<", "<<<<<<"])),
        sex=draw(st.sampled_from("FM<")),
        expiry=draw(six),
        nationality=draw(st.sampled_from(["AFG", "XXA", "XXB"])),
        surname=draw(short_names),
        given=draw(short_names | st.just("")),
        optional=optional,
        second_optional=draw(st.text(alphabet=alphanumeric, max_size=11)),
    )


@given(cards())
def test_whatever_is_written_is_read_back(card: Td1) -> None:
    lines = write(card)
    assert [len(line) for line in lines] == [30, 30, 30]
    assert read(lines) == card


@pytest.mark.parametrize("lines", [ERIKSSON_LINES, STEVENSON_LINES])
def test_a_misread_sign_of_number_birth_or_end_is_noticed(lines: tuple[str, str, str]) -> None:
    for line, places in ((0, range(5, 19)), (1, [*range(7), *range(8, 15), 29])):
        for at in places:
            old = lines[line][at]
            changed = list(lines)
            changed[line] = f"{lines[line][:at]}{NEXT[old]}{lines[line][at + 1 :]}"
            with pytest.raises(InvalidInput):
                read(changed)


@pytest.mark.parametrize(
    ("lines", "code", "field"),
    [
        ((ERIKSSON_LINES[0].replace("589", "588"), *ERIKSSON_LINES[1:]), "mrz-check-digit", "number"),
        ((STEVENSON_LINES[0].replace("7349", "7348"), *STEVENSON_LINES[1:]), "mrz-check-digit", "number"),
        ((STEVENSON_LINES[0].replace("7349", "<<<<"), *STEVENSON_LINES[1:]), "mrz-check-digit", "number"),
        ((ERIKSSON_LINES[0], "7408132" + ERIKSSON_LINES[1][7:], ERIKSSON_LINES[2]), "mrz-check-digit", "birth"),
        ((ERIKSSON_LINES[0], ERIKSSON_LINES[1].replace("F12", "F13"), ERIKSSON_LINES[2]), "mrz-check-digit", "expiry"),
        ((ERIKSSON_LINES[0], ERIKSSON_LINES[1][:29] + "5", ERIKSSON_LINES[2]), "mrz-check-digit", "composite"),
        ((ERIKSSON_LINES[0].replace("I<", "P<"), *ERIKSSON_LINES[1:]), "mrz-field", "document_code"),
        ((ERIKSSON_LINES[0], ERIKSSON_LINES[1].replace("F", "X"), ERIKSSON_LINES[2]), "mrz-field", "sex"),
    ],
)  # fmt: skip
def test_the_field_that_does_not_add_up_is_named(lines: tuple[str, ...], code: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(lines)
    assert (refused.value.code, refused.value.params) == (code, {"field": field})


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (ERIKSSON_LINES[:2], "mrz-lines"),
        ((ERIKSSON_LINES[0] + "<", *ERIKSSON_LINES[1:]), "mrz-lines"),
        ((ERIKSSON_LINES[0].lower(), *ERIKSSON_LINES[1:]), "mrz-lines"),
        ((*ERIKSSON_LINES[:2], "ERIKSS0N<<ANNA<MARIA<<<<<<<<<<"), "mrz-name"),
        ((*ERIKSSON_LINES[:2], "ERIKSSON<<<ANNA<MARIA<<<<<<<<<"), "mrz-name"),
        ((*ERIKSSON_LINES[:2], "<" * 30), "mrz-name"),
    ],
)
def test_lines_of_another_kind_are_refused(lines: tuple[str, ...], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        read(lines)


@pytest.mark.parametrize(
    "wrong",
    [
        {"document_code": "V"},
        {"document_code": "AI"},
        {"document_code": "IV"},
        {"issuer": "IRAN"},
        {"number": ""},
        {"number": "A" * 23},
        {"number": "1405/12"},
        {"birth": "1988"},
        {"expiry": "<<<<<<"},
        {"sex": "X"},
        {"number": "A" * 20, "optional": "12345"},
    ],
)
def test_what_a_field_cannot_hold_is_refused_before_it_is_printed(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="mrz-field"):
        replace(ERIKSSON, **wrong)


@pytest.mark.parametrize(
    ("birth", "field"),
    [
        (Birth.on(19880102), "880102"),
        (Birth(19880101, 19880131), "8801<<"),
        (Birth(19880101, 19881231), "88<<<<"),
        (Birth(19880321, 19890320), "<<<<<<"),
        (Birth.on(10102), "010102"),
    ],
)
def test_what_is_not_known_of_a_birth_is_left_open(birth: Birth, field: str) -> None:
    assert birth_field(birth) == field
