"""One person, one page: which spellings are joined, which are not, and where a page stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import urls
from digest.model.library import TermPage
from digest.model.registry import Registry
from digest.plan.registry import name_key, plan_registry


def people(*names: str | tuple[str, str], files: tuple[TermPage, ...] = ()) -> Registry:
    """A registry of these spellings, oldest first."""
    spelt = [(name, "") if isinstance(name, str) else name for name in names]
    registry, problems = plan_registry(spelt, files, urls.of_speaker, people=True)
    assert problems == []
    return registry


def file(slug: str, name: str, *aliases: str, former: tuple[str, ...] = ()) -> TermPage:
    return TermPage(f"content/speakers/{slug}.md", slug, name, aliases, former=former)


SURE = [
    ("Antoine Haddad", "antoine haddad"),
    ("Antoine Haddad", "Dr. Antoine Haddad"),
    ("Antoine Haddad", "Prime Minister Antoine Haddad"),
    ("Antoine Haddad", "Antoine B. Haddad"),
    ("Antoine Haddad", "Prof Dr Antoine B Haddad"),
    ("Zoë Ångström", "Zoe Angstrom"),
    ("Sean O’Brannon", "Seán O'Brannon"),
    ("Han Seo-yeon", "Han Seo Yeon"),
    ("Анна Светлова", "Anna Svetlova"),
]


@pytest.mark.parametrize(("one", "other"), SURE)
def test_spellings_of_one_person_share_a_page(one: str, other: str) -> None:
    assert len(people(one, other).terms) == 1
    assert len(people(other, one).terms) == 1


UNSURE = [
    ("Vassily Nebenov", "Vasily Nebenow"),
    ("Antoine Haddad", "A. Haddad"),
    ("Antoine Haddad", "Haddad"),
    ("Antoine Haddad", "Antoine Haddad Jr."),
    ("Pope Anselm", "Anselm"),
    ("Dean Marlow", "Marlow"),
    ("李伟", "李炜"),
    ("Company A Limited", "Company B Limited"),
]


@pytest.mark.parametrize(("one", "other"), UNSURE)
def test_what_is_only_probable_stays_apart(one: str, other: str) -> None:
    assert len(people(one, other).terms) == 2


def test_two_middle_initials_are_two_people_and_the_bare_name_is_neither() -> None:
    registry = people("John Kerrin", "John F. Kerrin", "John F Kerrin", "John A. Kerrin")
    assert {slug: set(term.spellings) for slug, term in registry.terms.items()} == {
        "john-kerrin": {"John Kerrin"},
        "john-f-kerrin": {"John F. Kerrin", "John F Kerrin"},
        "john-a-kerrin": {"John A. Kerrin"},
    }


def test_a_page_stays_where_the_first_spelling_put_it_however_the_fashion_turns() -> None:
    before = people("John F. Kerrin")
    after = people("John F. Kerrin", *["John Kerrin"] * 9)
    assert list(before.terms) == list(after.terms) == ["john-f-kerrin"]
    assert (
        after.terms["john-f-kerrin"].ref.name == "John Kerrin"
    )  # the name follows; the address does not
    assert after.terms["john-f-kerrin"].former == ("john-kerrin",)


def test_a_rank_is_no_part_of_the_address_nor_of_the_name_where_it_is_known_without() -> None:
    [term] = people("General Ana Ruiz", "General Ana Ruiz", "Ana Ruiz").terms.values()
    assert (term.ref.slug, term.ref.name, term.former) == (
        "ana-ruiz",
        "Ana Ruiz",
        ("general-ana-ruiz",),
    )


def test_namesakes_are_told_apart_by_a_slug_in_the_attribution_line() -> None:
    registry = people("Ana Ruiz", ("Ana Ruiz", "ana-ruiz-judge"), ("Ana Ruiz", "ana-ruiz"))
    assert set(registry.terms) == {"ana-ruiz", "ana-ruiz-judge"}
    assert registry.ref("Ana Ruiz").slug == "ana-ruiz"
    assert registry.ref(name_key("Ana Ruiz", "ana-ruiz")).slug == "ana-ruiz"
    assert registry.ref(name_key("Ana Ruiz", "ana-ruiz-judge")).slug == "ana-ruiz-judge"


def test_namesakes_may_both_have_a_file() -> None:
    files = (file("ana-ruiz", "Ana Ruiz"), file("ana-ruiz-judge", "Ana Ruiz"))
    registry = people("Ana Ruiz", ("Ana Ruiz", "ana-ruiz-judge"), files=files)
    assert registry.ref("Ana Ruiz").slug == "ana-ruiz"
    assert registry.terms["ana-ruiz-judge"].page == files[1]


def test_two_files_that_claim_one_alias_are_a_problem_that_names_both() -> None:
    files = (file("a", "Ana Ruiz", "Ruiz"), file("b", "Ben Ruiz", "Ruiz"))
    _, [problem] = plan_registry([], files, urls.of_speaker, people=True)
    assert (problem.place.path, problem.code) == ("content/speakers/b.md", "double-name")
    assert "content/speakers/a.md" in problem.message


def test_a_file_claims_every_sure_spelling_of_its_names() -> None:
    registry = people(
        "Dr. Vasily Nebenow",
        "Vassily Nebenov",
        files=(file("nebenov", "Vassily Nebenov", "Vasily Nebenow"),),
    )
    assert list(registry.terms) == ["nebenov"]
    assert registry.terms["nebenov"].ref.name == "Vassily Nebenov"
    assert registry.terms["nebenov"].former == (
        "dr-vasily-nebenow",
        "vassily-nebenov",
        "vasily-nebenow",
    )


def test_old_slugs_that_a_file_remembers_lead_to_it_unless_somebody_lives_there() -> None:
    registry = people(
        "Ben Ruiz", files=(file("ana-ruiz", "Ana Ruiz", former=("a-ruiz", "ben-ruiz")),)
    )
    assert registry.terms["ana-ruiz"].former == ("a-ruiz",)


def test_a_slug_in_an_attribution_line_follows_its_owner_to_a_new_place() -> None:
    registry = people(("Ana Ruiz", "ruiz"), files=(file("ana-ruiz", "Ana Ruiz", former=("ruiz",)),))
    assert list(registry.terms) == ["ana-ruiz"]


def test_topics_are_not_people() -> None:
    registry, _ = plan_registry(
        [("C++", ""), ("C#", ""), ("General Election Law", ""), ("Election Law", "")],
        (),
        urls.of_topic,
    )
    assert len(registry.terms) == 4


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_names_give_one_term_each_and_no_slug_twice(names: list[str]) -> None:
    registry, _ = plan_registry([(name, "") for name in names], (), urls.of_speaker, people=True)
    assert set(registry.by_name) == set(names)
    assert set(registry.by_name.values()) == set(registry.terms)
    former = [slug for term in registry.terms.values() for slug in term.former]
    assert len(former) == len(set(former))
    assert not set(former) & set(registry.terms)


def test_a_name_that_looks_like_a_formula_is_slugged_like_any_other() -> None:
    registry, _ = plan_registry([('=HYPERLINK("http://a.example/","x")', "")], (), urls.of_topic)

    assert list(registry.terms) == ["hyperlink-http-a-example-x"]
