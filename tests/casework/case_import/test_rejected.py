"""The workbook of rows that were left out is safe to open, and comes back as it was."""

import pytest

from casework.case_import.cells import EXPORTED
from casework.case_import.rejected import harmless


@pytest.mark.parametrize("sign", "=+-@\t\r＝＋－＠")  # noqa: RUF001 - wide signs, which some programs take for the same
def test_t57_no_text_stands_as_a_formula_and_each_comes_back(sign: str) -> None:
    typed = f"{sign}HYPERLINK(A1)"
    assert harmless(typed) == f"'{typed}"
    assert EXPORTED.sub("", harmless(typed), count=1) == typed
