"""A password written into the register is noticed; a sentence about where the details are is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydesk.rules.secrets import looks_like_a_password


@pytest.mark.parametrize(
    "text",
    [
        "Password: Sunny123!",
        "password:sunny",
        "The password is Sunflower7",
        "The password is sunflower.",
        "Passcode = tulip-Rose9",
        "pw: hunter22",
        "PIN: 4821",
        "Pass word - Longacre1",
        "In the safe. Password: Oaktree77 with a capital",
        "Tr0ub4dor&3",
        "Longacre2024!",
        "office@longacre.example Sunny123!",
        "(Sunny123!)",
        "hx7Kp2Qw9z",
    ],
)
def test_a_password_is_noticed(text: str) -> None:
    assert looks_like_a_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Office safe, envelope 3",
        "Bitwarden, folder Social",
        "Password manager: Bitwarden, vault Marketing 2026",
        "1Password, vault Marketing",
        "Password: in the office safe, envelope 3",
        "Password: envelope 3",
        "Password: see the safe",
        "The password is in the headteacher’s safe",
        "The password is kept by Mrs Patel",
        "Password: KeePassXC on OFFICE-PC2",
        "The password was changed on 3 September 2026",
        "Passwords are changed each term",
        "Password reset goes to office@longacre.example",
        "Password hint known to the head",
        "The PIN is in the red folder",
        "Written down on card B12, see register C-2026-001",
        "Mrs O’Brien-Smith and Mr Wójcik",
        "office.manager2026@longacre-primary.example",
        "https://vault.example/Longacre2026!Social",
        "Shelf 4/B2-C3d4",
        "KeyStage2Longacre",
        "#Longacre2026 and @LongAcre2026",
        "01234 567890",
        "SW1A 2AA",
        "Ordner „Öffentlichkeit“",
    ],
)
def test_where_the_details_are_may_be_said(text: str) -> None:
    assert not looks_like_a_password(text)


@given(
    st.lists(st.sampled_from(["kept", "in", "the", "office", "safe", "by", "Mrs", "Patel", "2026", "envelope", "3,"]))
)
def test_plain_words_are_never_taken_for_a_password(words: list[str]) -> None:
    assert not looks_like_a_password(" ".join(words))


@given(st.text(max_size=80))
def test_a_password_among_other_words_is_noticed(text: str) -> None:
    assert looks_like_a_password(f"{text} Sunny123! {text}")
