"""Names as people write them: everybody's can be kept, and what is not a name is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.importing.names import Name, NameParts, NotAName, part_full_name, read_name
from tests.casework.importing.files import UNHURRIED


@pytest.mark.parametrize(
    "name",
    [
        "Anna",
        "J",
        "O'Brien", "O’Brien", "'t Hooft", "Smith-Jones", "Mary Jane", "J. R. R.", "Gal·la", "Zoë", "Łukasz",
        "Nguyễn", "राम", "محمد", "王小明",
        "Ng", "Null", "None", "Ke\u02bbala", "ع\u200cلی", "Ὀδυσσεύς", "St. John",
    ],
)  # fmt: skip
def test_everybodys_name_is_kept_as_it_is(name: str) -> None:
    assert read_name(name) == Name(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Anna \u00a0 Lee ", "Anna Lee"), ("Anna\nLee", "Anna Lee"), ("Jose\u0301", "José")],
)
def test_space_and_composition_are_tidied(typed: str, kept: str) -> None:
    assert read_name(typed) == Name(kept)


@pytest.mark.parametrize("typed", ["Anna\u200b", "\ufeffAnna", "An\u00adna", "Anna\u200f", "An\u200dna"])
def test_characters_that_cannot_be_seen_are_taken_out_and_said(typed: str) -> None:
    assert read_name(typed) == Name("Anna", ("Characters that cannot be seen were taken out of the name.",))


@pytest.mark.parametrize("typed", ["-", "?", "N/A", "Unknown", "not  known"])
def test_a_name_that_says_it_is_not_known_is_left_empty(typed: str) -> None:
    assert read_name(typed) == Name("", ("This says that the name is not known, so it is left empty.",))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Anna 😀", "emoji"),
        ("👩‍👧", "emoji"),
        ("❤️", "emoji"),
        ("🇬🇧", "emoji"),
        ("Anna 👍🏽", "emoji"),
        ("=cmd|' /C calc'!A0", "starts with “=”, as a formula does"),
        ("+Anna", "starts with “+”, as a formula does"),
        ("-Anna", "starts with “-”, as a formula does"),
        ("@Anna", "starts with “@”, as a formula does"),
        ("Anna\u202egnirts", "turn the text's direction"),
        ("An\x07na", "cannot be seen or shown"),
        ("An\ue000na", "cannot be seen or shown"),
        ("\u200b", "only characters that cannot be seen"),
        ("JosÃ©", "Letters are damaged, such as Ã© for é"),
        ("Oâ€™Brien", "Letters are damaged, such as Ã© for é"),
        ("Jos\ufffd", "damaged when the file was saved"),
        ("Elizabeth (Liz)", "brackets"),
        ("Smith, Anna", "map it as the full name"),
        ("Smith/Jones", "cannot have “/” in it"),
        ("Smith & Jones", "cannot have “&” in it"),
        (". ' -", "no letter in the name"),
        ("\u0301Anna", "accents in places where no letter is"),
        ("A" + "\u0316" * 9 + "nna", "accents in places where no letter is"),
        ("x" * 101, "more than 100 characters"),
    ],
)
def test_what_is_not_a_name_is_refused_in_words(typed: str, words: str) -> None:
    name = read_name(typed)
    assert isinstance(name, NotAName)
    assert words in name.message


def test_a_figure_in_a_name_is_put_to_a_person() -> None:
    assert read_name("Sm1th") == Name("Sm1th", ("There is a figure in the name. Check that it belongs there.",))


@pytest.mark.parametrize("typed", ["2Pac", "K-9", "Mr $", "Big (John)", "A & B"])
def test_an_alias_may_have_figures_and_signs(typed: str) -> None:
    assert read_name(typed, alias=True) == Name(typed)


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Anna Smith", NameParts("Anna", "Smith")),
        ("Smith, Anna Lee", NameParts("Anna Lee", "Smith")),
        ("SMITH,Anna", NameParts("Anna", "SMITH")),
        ("Dr. Anna Smith", NameParts("Anna", "Smith")),
        ("mrs Smith, Anna", NameParts("Anna", "Smith")),
        ("Prince", NameParts("Prince", "")),
        ("Drew Barry", NameParts("Drew", "Barry")),
        ("Anna de Souza", NameParts("Anna de", "Souza", unsure=True)),
        ("not known", NameParts("not known", "")),
        ("", NameParts("", "")),
    ],
)
def test_a_full_name_is_parted_and_doubt_is_said(full: str, parts: NameParts) -> None:
    assert part_full_name(full) == parts


@UNHURRIED
@given(st.text(max_size=150))
def test_any_text_is_a_name_or_refused_and_reading_a_kept_name_again_changes_nothing(typed: str) -> None:
    kept = getattr(read_name(typed), "text", "")
    assert getattr(read_name(kept), "text", None) == kept


@UNHURRIED
@given(st.text(alphabet="ab ,'", max_size=40))
def test_parting_a_name_loses_no_letter(full: str) -> None:
    parts = part_full_name(full)
    assert sorted((parts.given + parts.family).replace(" ", "")) == sorted(full.replace(",", "", 1).replace(" ", ""))
