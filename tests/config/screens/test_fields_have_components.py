"""Every field of ours becomes a GOV.UK component."""

import pytest

from config.screens import forms
from config.screens.components import described

FIELDS = [
    forms.TextField, forms.WordsField, forms.EmailField, forms.PostcodeField, forms.ChoiceField, forms.SelectField,
    forms.SeveralField, forms.TickField, forms.WholeNumberField, forms.DecimalField, forms.MoneyField, forms.FileField,
    forms.DayField, forms.MomentField, forms.PasswordField,
]  # fmt: skip
COMPONENTS = ["input", "textarea", "radios", "select", "checkboxes", "file-upload", "date-input", "password-input"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_has_its_component_with_its_label(field: type) -> None:
    class Asked(forms.Form):
        one = field("How many")

    name, params = described(Asked()["one"])
    assert name in COMPONENTS
    assert "How many" in str(params)
