import pytest

from pipeline.accounts import Account, hash_password, is_password, load_accounts
from pipeline.errors import SettingsError


@pytest.fixture
def load(tmp_path):
    def load_text(text):
        file = tmp_path / "accounts.yaml"
        file.write_text(text, encoding="utf-8")
        return load_accounts(file)

    return load_text


def test_a_password_is_known_by_its_hash_and_never_kept():
    kept = hash_password("wachtwoord uit een boekje")
    account = Account(role="analyst", password=kept)
    assert "wachtwoord" not in kept
    assert is_password(account, "wachtwoord uit een boekje")
    assert not is_password(account, "wachtwoord uit een boekj")
    assert hash_password("a") != hash_password("a")


@pytest.mark.parametrize("account", [None, Account(role="analyst"), Account(role="analyst", password="plain")])  # noqa: S106 - no hash, so nobody's
def test_who_has_no_hash_cannot_sign_in_with_any_password(account):
    assert not is_password(account, "")
    assert not is_password(account, "plain")


def test_accounts_are_read_by_name(load):
    accounts = load("accounts: {anouk: {role: coach, teams: [KCC Dokkum]}, mw-1: {role: employee, employee_id: ma}}")
    assert (accounts["anouk"].teams, accounts["mw-1"].employee_id) == (("KCC Dokkum",), "ma")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("accounts: {a: {role: coach}}", "a coach needs teams", id="a coach without teams"),
        pytest.param("accounts: {a: {role: analyst, teams: [x]}}", "nobody else has them", id="an analyst with teams"),
        pytest.param("accounts: {a: {role: employee}}", "needs employee_id", id="an employee of nothing"),
        pytest.param("accounts: {a: {role: boss}}", "accounts.a.role", id="a role nobody knows"),
        pytest.param("accounts: {'../a': {role: analyst}}", "must be letters", id="a name that is a path"),
        pytest.param("accounts: {a: {role: analyst, pasword: x}}", "accounts.a.pasword", id="a mistyped field"),
        pytest.param("{", "not readable as YAML", id="no YAML"),
    ],
)
def test_a_wrong_file_of_accounts_is_refused_with_the_place(load, text, why):
    with pytest.raises(SettingsError, match=why):
        load(text)


def test_a_refusal_shows_no_hash(load):
    with pytest.raises(SettingsError) as found:
        load("accounts: {a: {role: boss, password: scrypt-geheim}}")
    assert "geheim" not in str(found.value)
