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


def test_what_a_headline_says_that_somebody_does_is_no_topic() -> None:
    body = (
        "They pay for it. The pay is low. A court met, the court of Halden. The wedding was short."
    )

    assert find_topics("Halden wants to pay", body, "en") == ("Halden",)
    assert find_topics("A siesta goes to court", body, "en") == ("Court",)
    assert find_topics("They dig up a wedding", body, "en") == ("Wedding",)


def test_the_photos_caption_takes_up_what_a_headline_names() -> None:
    title, body = "The town puts its potholes on the map", "The roads are bad. One pothole is deep."

    assert find_topics(title, f"{body} The map is new, and the map is old.", "en") == ("Map",)
    assert "Potholes" in find_topics(
        title, f"{body} The map is new, and the map is old.", "en", caption="A pothole in Halden."
    )


def test_a_german_owner_is_a_topic_by_its_own_name() -> None:
    body = "Die Bank steht in Haldenau. Haldenau ist reich."

    assert find_topics("Haldenaus Bank", body, "de")[0] == "Haldenau"
