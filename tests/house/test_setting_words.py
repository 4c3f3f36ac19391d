"""Every setting says what it means, in both languages, and nothing that is no setting does."""

from station.setting_choices import CHOICES
from station.setting_words import section_words, setting_words
from station.settings import Settings, setting_keys, value_of


def test_every_setting_has_its_words() -> None:
    """`tramso settings` and the templates of policy have a line for each, in the same order."""
    keys = [key for key, _ in setting_keys()]
    assert list(setting_words()) == keys
    assert list(section_words()) == list(dict.fromkeys(key.partition(".")[0] for key in keys))


def test_no_words_are_left_in_the_other_language() -> None:
    """A line of Vietnamese is none of English."""
    for words in (*setting_words().values(), *section_words().values()):
        assert words.en
        assert words.vi
        assert words.en != words.vi
        assert not words.vi.isascii() or words.vi == "Quét"


def test_what_is_built_in_is_one_of_the_choices() -> None:
    """A list of choices belongs to a setting, and has its built-in value."""
    assert [key for key, may in CHOICES.items() if value_of(Settings(), key) not in may] == []
