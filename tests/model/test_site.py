"""The settings: addresses as other programs understand them."""

from __future__ import annotations

import pytest

from digest.base.errors import DigestError
from digest.model.site import parse_config


def test_a_host_in_other_letters_is_written_as_the_name_system_knows_it() -> None:
    config = parse_config('[site]\nurl = "https://überblick.example/news"\n')

    assert config.site.url == "https://xn--berblick-55a.example/news/"


def test_a_host_that_cannot_be_one_is_refused_with_its_line() -> None:
    with pytest.raises(DigestError) as refused:
        parse_config(f'[site]\nurl = "https://{"ü" * 80}.example/"\n')

    assert refused.value.at is not None
    assert refused.value.at.line == 2
