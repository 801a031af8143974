"""The settings: addresses as other programs understand them."""

from __future__ import annotations

import pytest

from digest.base.errors import DigestError
from digest.model.sitefile import parse_config


def test_a_host_in_other_letters_is_written_as_the_name_system_knows_it() -> None:
    config = parse_config('[site]\nurl = "https://überblick.example/news"\n')

    assert config.site.url == "https://xn--berblick-55a.example/news/"


def test_a_host_that_cannot_be_one_is_refused_with_its_line() -> None:
    with pytest.raises(DigestError) as refused:
        parse_config(f'[site]\nurl = "https://{"ü" * 80}.example/"\n')

    assert refused.value.at is not None
    assert refused.value.at.line == 2


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('[editions]\nevery = "month"', "editions.every: unknown value 'month'", "day, week"),
        ('[images]\nformats = ["jpeg"]', "images.formats: unknown value 'jpeg'", "avif, webp"),
        ('[deploy]\nhosts = ["heroku"]', "deploy.hosts: unknown value", "netlify"),
        ('[images]\nwidths = "480"', "images.widths: must be a list", ""),
        ('[site]\nlanguage = "english"', "site.language: 'english' is no language", "pt-BR"),
        ('[site]\ntitle = " "', "site.title: must not be empty", "title ="),
        ("[images]\nwidths = [0]", "images.widths: a width is 1 pixel", "480"),
        ('[site]\nurl = "https://x.org/a b/"', "is no web address", "news.example.org"),
        ('[site]\nurl = "https://[::1"', "is no web address", "news.example.org"),
        ('[site]\nurl = "https://x.org:99999/"', "is no web address", "news.example.org"),
        ('[data]\nlicence = "javascript:alert(1)"', "data.licence: 'java", "creativecommons"),
        ('[cards]\nfont = "../a.ttf"', "cards.font: the font must be", "copy it there"),
        ('[cards]\nfont = "/a.ttf"', "cards.font: the font must be", "copy it there"),
        (f"[images]\nwidths = [{'9' * 26}]", "images.widths: this number is too large", ""),
        (f"[deploy]\noptions = {{a = {'9' * 27}}}", "deploy.options: this number is", ""),
    ],
)
def test_a_setting_that_no_site_can_have_is_refused_with_its_line(
    text: str, message: str, hint: str
) -> None:
    with pytest.raises(DigestError) as refused:
        parse_config(text)

    assert message in refused.value.message
    assert hint in refused.value.hint
    assert refused.value.at is not None
    assert refused.value.at.line == 2


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 20_000, "a" + ".a" * 20_000 + " = 1", "x = " + "9" * 5_000]
)
def test_what_no_program_can_hold_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DigestError, match=r"too (deep|large)"):
        parse_config(text)
