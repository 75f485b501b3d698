"""One account is one account, however its name and its address are written; what is no account is said so."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.platforms import OTHER, platform_named, platform_of_address, platforms, read_identity
from policydesk.terms_accounts import PlatformStatus

CODES = [one.code for one in platforms()]

SPELLINGS = {
    "x": [
        ("@LongAcre", ""),
        ("longacre", ""),
        (" @ longacre ", ""),
        ("", "https://x.com/longacre/"),
        ("", "x.com/LONGACRE"),
        ("", "http://www.twitter.com/LongAcre?x=1"),
        ("", "https://mobile.twitter.com/longacre/status/123"),
        ("", "https://twitter.com/@longacre#top"),
        ("", "https://x.com/intent/user?lang=en&screen_name=LongAcre"),
        ("@longacre", "https://x.com/LongAcre"),
        ("https://x.com/longacre", ""),
    ],
    "youtube": [
        ("@LongAcre", ""),
        ("", "https://youtube.com/@longacre"),
        ("", "https://m.youtube.com/@LongAcre/videos?view=0"),
        ("@longacre", "https://www.youtube.com/channel/UCabcDEF-123"),
    ],
    "facebook": [
        ("LongAcre.School", ""),
        ("longacreschool", ""),
        ("", "https://www.facebook.com/LongacreSchool/"),
        ("", "fb.com/long.acre.school"),
        ("", "https://m.facebook.com/longacreschool/posts/123?ref=page"),
        ("", "https://en-gb.facebook.com/pg/longacreschool/about/"),
    ],
    "instagram": [
        ("@long_acre", ""),
        ("", "https://www.instagram.com/Long_Acre/?igsh=abc"),
        ("", "https://instagram.com/stories/long_acre/123"),
    ],
    "tiktok": [
        ("@longacre", ""),
        ("", "https://www.tiktok.com/@LongAcre?lang=en"),
        ("", "tiktok.com/@longacre/video/1"),
    ],
    "threads": [("@longacre", ""), ("", "https://www.threads.net/@longacre"), ("", "https://threads.com/@LongAcre")],
    "linkedin": [
        ("longacre-primary", ""),
        ("", "https://uk.linkedin.com/school/Longacre-Primary/"),
        ("", "https://www.linkedin.com/company/longacre-primary/about/"),
    ],
    "snapchat": [("longacre", ""), ("", "https://www.snapchat.com/add/LongAcre"), ("", "snapchat.com/@longacre")],
    "bluesky": [("@longacre.bsky.social", ""), ("", "https://bsky.app/profile/LongAcre.bsky.social/post/3k")],
    "mastodon": [
        ("@longacre@school.example", ""),
        ("", "https://school.example/@LongAcre"),
        ("", "https://school.example/users/longacre"),
        ("", "https://mastodon.example/@longacre@school.example"),
    ],
    "wordpress": [("longacre", ""), ("", "https://LongAcre.wordpress.com/2026/09/"), ("", "longacre.wordpress.com")],
}
"""For each platform one account in the ways in which people write it."""


@pytest.mark.parametrize("code", SPELLINGS)
def test_every_spelling_of_an_account_is_the_same_account(code: str) -> None:
    found = [read_identity(code, *spelling) for spelling in SPELLINGS[code]]
    assert [one.problems for one in found] == [()] * len(found)
    assert len({one.match_key for one in found}) == 1
    assert found[0].match_key.startswith(f"{code}:")


def test_addresses_without_a_name_are_told_apart_by_their_number() -> None:
    page = [
        "https://www.facebook.com/profile.php?id=100012345678",
        "https://m.facebook.com/profile.php?ref=share&id=100012345678",
        "https://www.facebook.com/people/Longacre-Primary/100012345678/",
        "https://www.facebook.com/pages/Longacre/100012345678?sk=info",
        "https://www.facebook.com/p/Longacre-Primary-100012345678/",
        "facebook.com/100012345678",
    ]
    keys = {read_identity("facebook", "", address).match_key for address in page}
    other = read_identity("facebook", "", "https://www.facebook.com/profile.php?id=100012345679").match_key
    group = read_identity("facebook", "", "https://www.facebook.com/groups/longacre").match_key
    name = read_identity("facebook", "longacre", "").match_key
    assert len(keys) == 1
    assert len({*keys, other, group, name}) == 4


def test_capitals_count_where_the_platform_counts_them() -> None:
    one, other = (read_identity("youtube", "", f"youtube.com/channel/{code}").match_key for code in ("UCab", "UCAB"))
    assert one != other


def test_other_names_are_other_accounts() -> None:
    keys = [
        read_identity("x", "longacre", "").match_key,
        read_identity("x", "long_acre", "").match_key,
        read_identity("instagram", "longacre", "").match_key,
        read_identity("instagram", "long.acre", "").match_key,
        read_identity("youtube", "", "youtube.com/user/longacre").match_key,
        read_identity("youtube", "longacre", "").match_key,
    ]
    assert len(set(keys)) == len(keys)


def test_an_old_name_of_a_platform_leads_to_the_new_one() -> None:
    old = read_identity("twitter", "@LongAcre", "https://twitter.com/longacre")
    assert old == read_identity("x", "@LongAcre", "https://x.com/longacre")
    assert platform_named("twitter").status is PlatformStatus.RENAMED
    assert platform_named(platform_named("twitter").renamed_to).name == "X"


def test_a_name_and_an_address_are_kept_in_one_spelling() -> None:
    found = read_identity("x", " longacre ", "http://mobile.twitter.com/LongAcre/?s=20")
    assert (found.handle, found.address) == ("@longacre", "https://x.com/LongAcre")
    assert read_identity("facebook", "longacre", "").handle == "longacre"


@pytest.mark.parametrize(
    ("code", "handle", "address", "field", "says"),
    [
        ("facebook", "Longacre School", "", "handle", "Enter the name as it is on Facebook: 5 to 50 letters"),
        ("x", "@a_name_that_is_too_long", "", "handle", "Enter the name as it is on X: up to 15"),
        ("mastodon", "@longacre", "", "handle", "the name and its server"),
        ("x", "x.com/longacre", "https://x.com/longacre", "handle", "Enter the name alone"),
        ("facebook", "", "https://x.com/longacre", "address", "This address belongs to X. Select X as the platform"),
        (
            "facebook",
            "",
            "https://school.example/a",
            "address",
            "Enter an address on Facebook. It begins with https://",
        ),
        ("facebook", "", "https://notfacebook.com/a", "address", "Enter an address on Facebook"),
        ("facebook", "", "https://facebook.com.school.example/a", "address", "Enter an address on Facebook"),
        ("facebook", "", "https://www.facebook.com/", "address", "Enter the address of the account itself"),
        ("facebook", "", "https://www.facebook.com/watch?v=1", "address", "Enter the address of the account itself"),
        ("youtube", "", "https://www.youtube.com/watch?v=abc", "address", "not that of one post or page"),
        ("instagram", "", "https://www.instagram.com/p/abc/", "address", "not that of one post or page"),
        (
            "x",
            "@longacre",
            "https://x.com/oakfield",
            "address",
            "The address is that of another account than @longacre.",
        ),
        ("x", "", "https://me:secret@x.com/longacre", "address", "Leave the name and the password out"),
        ("x", "", "not an address", "address", "Enter a web address, such as"),
        ("x", "", "javascript:alert(1)", "address", "Enter a web address, such as"),
        ("x", "", "file:///etc/x.com", "address", "Enter a web address, such as"),
        ("x", "", "https://[x.com/longacre", "address", "Enter a web address, such as"),
        ("x", "", "https://x.com/long acre", "address", "Enter a web address, such as"),
        (OTHER, "", "longacre", "address", "Enter a web address, such as"),
        ("x", "", "@longacre", "address", "This is a name on a platform. Enter its web address, such as"),
        (OTHER, "", "https://www.facebook.com/longacre", "address", "Select Facebook as the platform"),
    ],
)
def test_what_is_no_account_is_said_in_one_sentence(
    code: str, handle: str, address: str, field: str, says: str
) -> None:
    found = read_identity(code, handle, address)
    assert [named for named, _ in found.problems] == [field]
    assert says in found.problems[0][1]
    assert found.match_key == ""


def test_an_account_elsewhere_is_known_by_its_address_alone() -> None:
    keys = {
        read_identity(OTHER, "", address).match_key
        for address in (
            "https://www.board.example/Longacre/",
            "board.example/longacre?utm_source=mail",
            "http://m.board.example/longacre",
        )
    }
    assert keys == {"other:board.example/longacre"}
    assert read_identity(OTHER, "@longacre", "").match_key == ""
    assert read_identity(OTHER, "@longacre", "").problems == ()
    pages = {read_identity(OTHER, "", f"board.example/wall?page={n}&rows=3").match_key for n in (1, 2)}
    assert len(pages) == 2


def test_neither_name_nor_address_is_no_problem_and_no_match() -> None:
    for code in CODES:
        for handle in ("", "@", " "):
            found = read_identity(code, handle, " ")
            assert (found.handle, found.address, found.match_key, found.problems) == ("", "", "", ())


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://twitter.com/longacre", "x"),
        ("m.facebook.com/longacre", "facebook"),
        ("https://plus.google.com/1", "google_plus"),
        ("https://vine.co/longacre", "vine"),
        ("https://longacre.blogspot.com", "blogger"),
        ("https://school.example", None),
        ("no address", None),
        ("", None),
    ],
)
def test_an_address_tells_its_platform(address: str, code: str | None) -> None:
    assert platform_of_address(address) == code


def test_a_code_that_is_not_known_is_another_platform() -> None:
    assert platform_named("a platform of 2031") is platform_named(OTHER)


@pytest.mark.requirement("R70")
def test_every_platform_says_from_when_and_where_its_facts_are() -> None:
    assert CODES[-1] == OTHER
    assert len(set(CODES)) == len(CODES)
    for one in platforms():
        assert one.as_of >= date(2010, 1, 1)
        assert one.source
        assert not re.search(r"https?:|www\.", one.source)
        assert not one.handle_pattern or one.handle_help
        assert one.minimum_age is None or 13 <= one.minimum_age <= 18
        assert (one.status is PlatformStatus.RENAMED) == bool(one.renamed_to)
        assert one.status is not PlatformStatus.CURRENT or one.minimum_age is not None


def test_platforms_in_use_come_first_and_those_of_old_policies_are_known() -> None:
    listed = [one.status is PlatformStatus.CURRENT for one in platforms() if one.code != OTHER]
    assert listed == sorted(listed, reverse=True)
    gone = {one.name for one in platforms() if one.status is PlatformStatus.DEFUNCT}
    assert gone >= {"Vine", "Periscope", "Google+", "MSN Messenger", "Delicious (del.icio.us)"}


def test_no_address_belongs_to_two_platforms() -> None:
    domains = [domain for one in platforms() for domain in one.domains]
    assert len(set(domains)) == len(domains)
    for one in platforms():
        assert {platform_of_address(f"https://{domain}/x") for domain in one.domains} <= {one.code}


@given(st.sampled_from(CODES), st.text(max_size=40), st.text(max_size=60))
def test_any_text_gets_an_answer(code: str, handle: str, address: str) -> None:
    found = read_identity(code, handle, address)
    assert all(field in {"handle", "address"} and says.endswith(".") for field, says in found.problems)


PATHS = st.text(st.sampled_from("aB3._-/@?=&%+"), max_size=20)
HOSTS = st.sampled_from(
    [domain for one in platforms() for domain in one.domains] + ["school.example", "a.wordpress.com"]
)


@given(st.sampled_from(CODES), st.text(st.sampled_from("aB3._-@"), max_size=12), HOSTS, PATHS)
def test_what_was_read_once_is_read_the_same_again(code: str, handle: str, host: str, path: str) -> None:
    found = read_identity(code, handle, f"https://{host}/{path}")
    if not found.problems:
        assert read_identity(code, found.handle, found.address) == found
