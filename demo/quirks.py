"""What an article can do wrong, by name; README.md says where each comes from in real life."""

from enum import StrEnum


class Quirk(StrEnum):
    """An oddity that the server plays; those of the text itself are written in the text (see lighttext)."""

    # its item in the feed
    UNDATED_ITEM = "undated_item"
    ITEM_DATE_IN_WORDS = "item_date_in_words"
    ABSURD_ITEM_DATE = "absurd_item_date"
    NO_LINK = "no_link"
    RELATIVE_LINK = "relative_link"
    TRACKING_LINK = "tracking_link"
    REDIRECTED_LINK = "redirected_link"
    REPEATED_ITEM = "repeated_item"
    SHARED_GUID = "shared_guid"
    TITLE_ESCAPED_TWICE = "title_escaped_twice"

    # its page
    PAYWALL = "paywall"
    CHALLENGE_403 = "challenge_403"
    CHALLENGE_503 = "challenge_503"
    CHALLENGE_200 = "challenge_200"
    MISSING_PAGE = "missing_page"
    EMPTY_PAGE = "empty_page"
    UNDATED_PAGE = "undated_page"
    PAGE_DATE_IN_WORDS = "page_date_in_words"
    SAYS_LATIN1_IS_UTF8 = "says_latin1_is_utf8"
    SAYS_UTF8_IS_LATIN1 = "says_utf8_is_latin1"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"
    LIVE_COUNTER = "live_counter"


#: Quirks with which no article text reaches the reader, whatever the file's body says.
WITHOUT_TEXT = frozenset(
    {Quirk.CHALLENGE_403, Quirk.CHALLENGE_503, Quirk.CHALLENGE_200, Quirk.MISSING_PAGE, Quirk.EMPTY_PAGE}
)
