"""What an article is about: the site's own topics, countries, states, and nouns of the headline."""

from __future__ import annotations

from digest.intake.topics import find_topics


def test_states_and_further_names_of_countries_are_topics() -> None:
    assert find_topics("A town in Ohio", "It is in Ohio.", "en")[0] == "Ohio"
    assert find_topics("Congo’s pilots", "Congolese pilots wait.", "en")[0] == "DR Congo"
    assert find_topics("Trinidad and Tobago wins", "", "en")[0] == "Trinidad and Tobago"


def test_german_countries_have_a_genitive_and_german_topics_are_nouns() -> None:
    found = find_topics("Österreichs Bäckerei darf backen", "Die Bäckerei darf. Sie darf.", "de")

    assert found == ("Österreich", "Bäckerei")
