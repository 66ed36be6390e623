"""`{{ form }}` gives GOV.UK markup whatever the widget, and every error is tied to its field."""

import re

from django import forms
from django.template.loader import render_to_string


class DayMonthYear(forms.MultiWidget):
    """The three boxes of a date."""

    def __init__(self) -> None:
        super().__init__({"day": forms.TextInput, "month": forms.TextInput, "year": forms.TextInput})

    def decompress(self, value: object) -> list[object]:
        """Nothing is shown at first."""
        return [None, None, None]


class Birth(forms.MultiValueField):
    """A date in three parts, as text."""

    def compress(self, data_list: list[str]) -> str:
        """Put strokes between the parts."""
        return "/".join(data_list)


class Referral(forms.Form):
    """One field of each kind."""

    surname = forms.CharField(
        label="Surname",
        help_text="As on the <b>letter</b>",
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-20", "placeholder": "Surname", "autocomplete": "family-name"}
        ),
    )
    email = forms.EmailField(label="E-mail")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    age = forms.IntegerField(label="Age", required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea)
    result = forms.ChoiceField(label="Result", choices=[("a", "A")])
    mode = forms.ChoiceField(label="Mode", choices=[("v", "Visit"), ("p", "Phone")], widget=forms.RadioSelect)
    people = forms.MultipleChoiceField(label="People", choices=[("x", "X")], widget=forms.CheckboxSelectMultiple)
    told = forms.BooleanField(label="I told them", help_text="Say when")
    born = Birth([forms.CharField()] * 3, label="Born", widget=DayMonthYear(), help_text="For example, 27 3 2007")
    document = forms.FileField(label="Document")
    version = forms.CharField(widget=forms.HiddenInput)


def html(form: forms.Form) -> str:
    """Give the form as a page shows it, its white space made single."""
    return " ".join(str(form).split())


def control(page: str, name: str) -> str:
    """Find the opening tag of the control that sends `name`."""
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', page)
    return found[0] if found else ""


def test_every_widget_carries_its_component_s_class() -> None:
    page = html(Referral())
    wanted = {
        "surname": "govuk-input",
        "email": "govuk-input",
        "secret": "govuk-input",
        "age": "govuk-input",
        "note": "govuk-textarea",
        "result": "govuk-select",
        "mode": "govuk-radios__input",
        "people": "govuk-checkboxes__input",
        "told": "govuk-checkboxes__input",
        "born_day": "govuk-date-input__input",
        "document": "govuk-file-upload",
    }
    assert {name: css in control(page, name) for name, css in wanted.items()} == dict.fromkeys(wanted, True)
    assert "class" not in control(page, "version")


def test_a_widget_keeps_its_own_class_and_autocomplete_but_shows_no_placeholder() -> None:
    tag = control(html(Referral()), "surname")
    assert 'class="govuk-input govuk-input--width-20"' in tag
    assert re.findall(r'autocomplete="([^"]+)"', tag) == ["family-name"]
    assert "placeholder" not in tag


def test_the_browser_is_told_not_to_keep_what_is_typed_unless_the_field_says_otherwise() -> None:
    page = html(Referral())
    typed = ("email", "age", "note", "born_day", "born_month", "born_year")
    assert [name for name in typed if 'autocomplete="off"' not in control(page, name)] == []


def test_every_control_has_a_label_and_every_group_a_legend() -> None:
    page = html(Referral())
    named = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    shown = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page))
    assert shown - named == {"id_version"}
    assert named <= shown
    assert re.findall(r"<legend[^>]*>([^<]+)</legend>", page) == ["Mode", "People", "Born"]


def test_hint_and_error_are_read_out_with_the_field() -> None:
    page = html(Referral({}))
    assert 'aria-describedby="id_surname_helptext id_surname_error"' in control(page, "surname")
    assert 'id="id_surname_helptext">As on the <b>letter</b>' in page
    assert re.search(r'id="id_surname_error"> <p class="govuk-error-message">.*?Enter surname', page)
    assert '<fieldset class="govuk-fieldset" role="group" aria-describedby="id_born_helptext id_born_error">' in page
    assert "govuk-input--error" in control(page, "surname")
    assert "govuk-input--error" in control(page, "born_month")


def test_errors_and_values_are_escaped_and_what_was_typed_is_kept() -> None:
    page = html(Referral({"surname": '<script>"', "email": "<b>"}))
    assert "<script>" not in page
    assert 'value="&lt;script&gt;&quot;"' in page


def test_a_password_is_never_sent_back() -> None:
    assert "hunter2" not in html(Referral({"secret": "hunter2"}))


def test_what_need_not_be_answered_says_so_except_in_filters() -> None:
    class Filters(Referral):
        quiet_optional = True

    assert 'Age<span class="rt-optional"> (optional)</span>' in html(Referral())
    assert "optional" not in html(Filters())


def test_the_summary_links_each_error_to_its_field_and_says_the_form_s_own_errors_first() -> None:
    class Closed(Referral):
        def clean(self) -> None:
            raise forms.ValidationError("This case is closed.")

    page = " ".join(render_to_string("components/error_summary.html", {"form": Closed({})}).split())
    links = re.findall(r'<li>\s?<a href="#([^"]+)">([^<]+)</a>', page)
    assert links[0] == ("id_surname", "This case is closed.")
    assert ("id_mode_0", "Choose mode") in links
    assert ("id_born_0", "Enter born") in links
    assert {anchor for anchor, _ in links} <= set(re.findall(r' id="([^"]+)"', html(Closed({}))))


def test_there_is_no_summary_without_an_error() -> None:
    assert "govuk-error-summary" not in render_to_string("components/error_summary.html", {"form": Referral()})


def test_the_summary_of_several_forms_lists_them_all() -> None:
    forms_of_page = [Referral({}, prefix="one"), Referral({}, prefix="two")]
    page = render_to_string("components/error_summary.html", {"forms": forms_of_page})
    assert 'href="#id_one-surname"' in page
    assert 'href="#id_two-surname"' in page
