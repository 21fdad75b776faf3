import pytest
from django.urls import reverse

from hdportal.desk.models import Incident
from hdportal.desk.presenters.addresses import desk_address


@pytest.mark.parametrize("number", ["INC0000123", "INC123456789"])
@pytest.mark.parametrize("name", ["desk-incident", "desk-note-mask", "incident"])
def test_an_address_of_the_desk_is_the_one_of_its_url_name(
    name: str, number: str
) -> None:
    incident = Incident(number=number)

    assert desk_address(name, incident) == reverse(name, args=[number])


def test_an_address_of_the_desk_remembers_the_list_and_names_the_property() -> None:
    incident = Incident(number="INC0000123")

    address = desk_address("desk-edit", incident, "q=a b", property_name="impact")

    assert address == "/desk/incidents/INC0000123/edit/impact/?from=q%3Da+b"
