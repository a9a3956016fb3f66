"""Characters that look right and are not are found wherever they stand in a file (T-43)."""

import pytest

from ssg.check.characters import check_characters


@pytest.mark.parametrize(
    ("body", "code", "place", "instead"),
    [
        ("第⼀步", "radical-character", "1:2+1", "一"),
        ("第⻓度", "radical-character", "1:2+1", "长"),
        ("第⺀步", "radical-character", "1:2+1", ""),
        ("---\ntitle: ⽅法\n---\n", "radical-character", "2:8+1", "方"),
        ("pi\u0304n", "decomposed-character", "1:2+2", "ī"),
        ("神\n\ufa19", "decomposed-character", "2:1+1", "神"),
        ("卡尔・马克思", "wrong-middle-dot", "1:3+1", "·"),
        ("卡尔•马克思", "wrong-middle-dot", "1:3+1", "·"),
    ],
)
def test_a_fault_is_found_at_its_place(findings, body, code, place, instead):
    assert findings(check_characters, body) == [(code, place, instead)]


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\u2060", "\u00ad", "\u202e", "\U000f0001"])
def test_an_invisible_character_is_found_and_named_by_its_number(findings, character):
    assert findings(check_characters, f"办{character}理") == [("invisible-character", "1:2+1", "")]


@pytest.mark.parametrize(
    "body",
    [
        "卡尔·马克思，㎡、①、（一）、５个，pīn yīn，café。",
        "一家人👨\u200d👩\u200d👧和♥\ufe0f。",
        "• 甲\n• 乙",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ],
)
def test_what_is_right_is_left_alone(findings, body):
    assert findings(check_characters, body) == []
