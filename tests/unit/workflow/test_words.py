"""What is said of a definition in words: sentences for the lawyer, labels, schema and documentation."""

import json
import re

import pytest

from panah.workflow.definition import ServiceDefinition
from panah.workflow.glossary import read_glossary
from panah.workflow.keys import STEPS, TABLES
from panah.workflow.schema import service_docs, service_schema
from panah.workflow.sentences import sentences
from unit.workflow.grammar import GLOSSARY, SLIP, TRIALS, load_file


def test_every_step_start_message_and_end_has_one_numbered_sentence(definition: ServiceDefinition) -> None:
    said = sentences(definition)
    expected = [definition.starts, definition.steps, definition.ons, definition.ends]
    assert len(said) == sum(map(len, expected))
    numbers = [each.number for each in said if each.key.startswith("step.")]
    assert len(numbers) == len(set(numbers))


def test_the_sentences_are_persian_to_the_last_word(definition: ServiceDefinition) -> None:
    for each in sentences(definition):
        assert not re.search("[A-Za-z0-9]", each.text), each


def test_a_sentence_says_who_what_by_when_and_where_to() -> None:
    said = {each.key: each for each in sentences(load_file(SLIP))}
    look = said["step.travellers.look"]
    assert look.number == "۱.۲"
    for words in ("کارشناس ادارهٔ اتباع", "مهلت: ۱ روز کاری", "«تأیید شد»", "پایان: «با این سفر موافقت نشد»"):
        assert words in look.text


def test_a_sentence_says_whom_a_step_excludes() -> None:
    said = {each.key: each.text for each in sentences(load_file(TRIALS[0]))}
    assert "نه کسی که در گام" in said["step.people.approve"]


def test_no_word_of_the_glossary_blames_anybody() -> None:
    blame = re.compile("افغانی|بیگانه|غیر[ \u200c]?مجاز|متخلف|ابلاغیه")
    labels = [word.label for word in GLOSSARY.words.values()]
    labels += [label for topic in GLOSSARY.labels.values() for label in topic.values()]
    assert not [label for label in labels if blame.search(label)]


def test_every_label_of_the_glossary_is_written_in_persian_letters() -> None:
    for topic in (*GLOSSARY.labels.values(), {word.name: word.label for word in GLOSSARY.words.values()}):
        assert not [label for label in topic.values() if re.search("[A-Za-zيك]", label)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[plain]\na = "ا"\n[adverse]\na = "ب"', "twice"),
        ('[plain]\na = ""', "no Persian label"),
        ('[plane]\na = "ا"', "no topic"),
    ],
)
def test_a_wrong_glossary_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_glossary(text)


def test_an_unknown_name_is_shown_as_it_is_written() -> None:
    assert (GLOSSARY.label("role", "stranger"), GLOSSARY.word("stranger")) == ("stranger", "stranger")
    assert GLOSSARY.nature("then") == "plain"


def test_the_schema_knows_every_key_the_loader_knows() -> None:
    schema = json.dumps(service_schema())
    for keys in (*TABLES.values(), *STEPS.values()):
        for name, key in keys.items():
            assert json.dumps(name) in schema
            assert json.dumps(key.meaning) in schema


def test_the_documentation_explains_every_key_once_for_each_table() -> None:
    docs = service_docs()
    for keys in (*TABLES.values(), *STEPS.values()):
        for name, key in keys.items():
            assert re.search(rf"\| `{name}`\*? \|.*\| {re.escape(key.meaning)} \|", docs)
