"""Bylines of many countries, taken apart into the names of those who wrote."""

from __future__ import annotations

import time

import pytest

from feedreader.content import bylines, namekinds, nametags
from feedreader.content.nametags import Named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ann Lee, Bob Roe and Cy Poe in Kyiv", ["Ann Lee", "Bob Roe", "Cy Poe"]),
        ("By Ann Lee for The Lantern", ["Ann Lee"]),
        ("Ann Lee, with reporting by Bob Roe", ["Ann Lee"]),
        ("Text: Ann Lee, Fotos: Bob Roe", ["Ann Lee"]),
        ("Text: Ann Lee; Foto: Bob Roe", ["Ann Lee"]),
        ("Text Ann Lee Fotos Bob Roe", ["Ann Lee"]),
        ("Von Ann Lee, Lille", ["Ann Lee"]),
        ("Von Ann Lee und Bob Roe, Berlin", ["Ann Lee", "Bob Roe"]),
        ("Von Ann Lee, New York", ["Ann Lee"]),
        ("Ann Lee (obe)", ["Ann Lee"]),
        ("Ann Lee (cog.)", ["Ann Lee"]),
        ("Ann Lee (Reuters)", ["Ann Lee"]),
        ("Ann Lee, PhD", ["Ann Lee"]),
        ("Ann Lee, MD, MPH", ["Ann Lee"]),
        ("Dr. Ann Lee, RD, CDE and Bob Roe, PharmD", ["Dr. Ann Lee", "Bob Roe"]),
        ("Ann Lee, Ph.D.", ["Ann Lee"]),
        ("John Roe, Jr.", ["John Roe, Jr."]),
        ("Ann Lee, BBC News", ["Ann Lee"]),
        ("Ann Lee, BBC News, Washington", ["Ann Lee"]),
        ("By Ann Lee | Reuters", ["Ann Lee"]),
        ("By Ann Lee, Associated Press", ["Ann Lee"]),
        ("By Ann Lee and Bob Roe, CNN", ["Ann Lee", "Bob Roe"]),
        ("Ann Lee in Berlin and Bob Roe in Paris", ["Ann Lee", "Bob Roe"]),
        ("Ann Lee Political editor", ["Ann Lee"]),
        ("Ann Lee Europe correspondent", ["Ann Lee"]),
        ("Ann Lee, Political editor", ["Ann Lee"]),
        ("Political editor Ann Lee", ["Ann Lee"]),
        ("Par Ann Lee (à Kiev)", ["Ann Lee"]),
        ("Par Ann Lee et Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("Por Ann Lee y Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("María Pérez Madrid", ["María Pérez Madrid"]),
        ("di Anna Rossi e Marco Bianchi", ["Anna Rossi", "Marco Bianchi"]),
        ("dal nostro inviato Marco Bianchi", ["Marco Bianchi"]),
        ("Door Jan Jansen en Piet de Vries", ["Jan Jansen", "Piet de Vries"]),
        ("Av Kari Nordmann og Ola Hansen", ["Kari Nordmann", "Ola Hansen"]),
        ("Автор: Іван Петренко", ["Іван Петренко"]),
        ("Іван Петренко, Олена Коваль", ["Іван Петренко", "Олена Коваль"]),
        ("Автор Иван Петров", ["Иван Петров"]),
        ("Autor: Jan Kowalski", ["Jan Kowalski"]),
        ("Opracował: Jan Kowalski", ["Jan Kowalski"]),
        ("oprac. Jan Kowalski", ["Jan Kowalski"]),
        ("Jan Kowalski, PAP", ["Jan Kowalski"]),
        ("Jan Kowalski i Anna Nowak", ["Jan Kowalski", "Anna Nowak"]),
        ("山田太郎", ["山田太郎"]),
        ("文・山田太郎", ["山田太郎"]),
        ("山田太郎 記者", ["山田太郎"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("【山田太郎、鈴木花子】", ["山田太郎", "鈴木花子"]),
        ("박준석 기자", ["박준석"]),
        ("박준석 기자, 김태연 기자", ["박준석", "김태연"]),
        ("기자 박준석", ["박준석"]),
        ("박준석 기자 jun@example.co.kr", ["박준석"]),
        ("Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
        ("Haber: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
        ("Ayşe Yılmaz ve Mehmet Demir", ["Ayşe Yılmaz", "Mehmet Demir"]),
        ("Ein Beitrag von Ann Lee", ["Ann Lee"]),
        ("Eine Kolumne von Ann Lee", ["Ann Lee"]),
        ("Ein Interview von Ann Lee", ["Ann Lee"]),
        ("Ein Kommentar von Ann Lee und Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("Kommentar von Ann Lee", ["Ann Lee"]),
        ("Von Ann Lee, dpa", ["Ann Lee"]),
        ("Opinion by Ann Lee", ["Ann Lee"]),
        ("Analysis by Ann Lee, CNN", ["Ann Lee"]),
        ("Story by Ann Lee", ["Ann Lee"]),
        ("Photographs by Bob Roe", []),
        ("By Ann Lee Photographs by Bob Roe", ["Ann Lee"]),
        ("By Ann Lee; Photographs by Bob Roe", ["Ann Lee"]),
        ("Written by Ann Lee Medically reviewed by Bob Roe, MD", ["Ann Lee"]),
        ("Medically reviewed by Bob Roe, MD — By Ann Lee", ["Ann Lee"]),
        ("Edited by Bob Roe", []),
        ("By Ann Lee Updated May 3, 2024", ["Ann Lee"]),
        ("By Ann Lee · May 3, 2024 · 5 min read", ["Ann Lee"]),
        ("By Ann Lee 5 min read", ["Ann Lee"]),
        ("Ann Lee 3 hours ago", ["Ann Lee"]),
        ("By Ann Lee @annlee", ["Ann Lee"]),
        ("By Ann Lee Published 3 May 2024", ["Ann Lee"]),
        ("By Ann Lee, Contributor", ["Ann Lee"]),
        ("By Ann Lee and wires", ["Ann Lee"]),
        ("By Ann Lee and agencies", ["Ann Lee"]),
        ("Ann Lee and agencies in Kyiv", ["Ann Lee"]),
        ("Reuters", ["Reuters"]),
        ("AFP, Reuters", ["AFP", "Reuters"]),
        ("By Staff", ["Staff"]),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Abu Bakr al-Baghdadi", ["Abu Bakr al-Baghdadi"]),
        ("O'Neil McDonald", ["O'Neil McDonald"]),
        ("Ann Lee, 34", ["Ann Lee"]),
        ("von Ann Lee // 3. Mai 2024", ["Ann Lee"]),
        ("Gastbeitrag von Ann Lee", ["Ann Lee"]),
        ("Ann Lee, Bob Roe (Fotos)", ["Ann Lee"]),
        ("Ann Lee (Text) und Bob Roe (Fotos)", ["Ann Lee"]),
        ("Ann Lee (Text), Bob Roe (Fotos)", ["Ann Lee"]),
        ("Recherche: Ann Lee", ["Ann Lee"]),
        ("Ann Lee as told to Bob Roe", ["Ann Lee"]),
        ("Ann Lee, translated by Bob Roe", ["Ann Lee"]),
        ("Jane Doe, Senior Reporter, and John Roe, Editor", ["Jane Doe", "John Roe"]),
        ("Ona Rask, universiteto istorijos profesorė, Gulls.example", ["Ona Rask"]),
        ("Harbour Wire/AFP", ["Harbour Wire", "AFP"]),
        ("Associated Press in Oslo", ["Associated Press"]),
        ("Le Phare avec AFP", ["Le Phare", "AFP"]),
        ("R.Lind, A.Holm, T.Rask", ["R.Lind", "A.Holm", "T.Rask"]),
        ("hidden (killjoy)", ["hidden (killjoy)"]),
        ("Ann Lee (https://ann.example/lee/)", ["Ann Lee"]),
        ("Gull Gazette /PP", ["Gull Gazette"]),
        ("Sophie in 't Veld", ["Sophie in 't Veld"]),
        ("Gull Media, Hamburg", ["Gull Media"]),
        ("Autor/in: Ann Lee", ["Ann Lee"]),
        ("Opracowali: Jan Kowalski, Anna Nowak", ["Jan Kowalski", "Anna Nowak"]),
        ("A guest essay by Ann Lee", ["Ann Lee"]),
        ("Ann Lee (Berlin)", ["Ann Lee"]),
        ("Ann Lee (J.D.)", ["Ann Lee"]),
        ("Ann Lee (34)", ["Ann Lee"]),
        ("Ann Lee, Washington, D.C.", ["Ann Lee"]),
        ("Ann Lee, Rio de Janeiro", ["Ann Lee"]),
        ("Reuters | By Ann Lee", ["Reuters", "Ann Lee"]),
        ("Di Rossi", ["Di Rossi"]),
        ("Von dpa", ["dpa"]),
        ("Ann Lee, aus dem Englischen von Bob Roe", ["Ann Lee"]),
        ("Ann Lee, edited by Bob Roe", ["Ann Lee"]),
    ],
)
def test_names_in_a_byline(text: str, expected: list[str]) -> None:
    found = [name for name in bylines.names(text) if not namekinds.is_nobody(name)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, Senior Reporter", Named("Ann Lee", "Senior Reporter")),
        ("Political editor Ann Lee", Named("Ann Lee", "Political editor")),
        ("Ann Lee Staff Writer", Named("Ann Lee", "Staff Writer")),
        ("Ann Lee (Editor)", Named("Ann Lee", "Editor")),
        ("Ann Lee (Reporter)", Named("Ann Lee", "Reporter")),
        ("Ann Lee, Gull News", Named("Ann Lee", organisation="Gull News")),
    ],
)
def test_what_stands_beside_a_name_is_told_of_it(text: str, expected: Named) -> None:
    assert bylines.read(text) == [expected]


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "wp-admin",
        "wordpressadmin",
        "Site Admin",
        "Drupal por Mar Azul",
        "Powered by WordPress",
        "Staff Writer",
    ],
)
def test_accounts_and_vendors_are_nobody(name: str) -> None:
    assert namekinds.is_nobody(name)


@pytest.mark.parametrize("name", ["Ludwig van Rask", "Ana de la Cruz", "Abu Omar al-Lind", "Jean d’Holm"])
def test_particles_are_parts_of_names(name: str) -> None:
    assert not nametags.is_sentence(name)
    assert bylines.names(f"Ann Lee, {name}") == ["Ann Lee", name]


@pytest.mark.parametrize(
    "unit",
    [
        "by ",
        "photos by ",
        "text: ",
        "a / ",
        "(a) ",
        "in ",
        "— von ",
        "1 min ",
        "PhD ",
        "@a ",
        "a@b",
        "x y e ",
        "guest ",
    ],
)
def test_hostile_bylines_take_bounded_time(unit: str) -> None:
    start = time.process_time()
    bylines.read("Ann Lee " + unit * (50_000 // len(unit)))
    assert time.process_time() - start < 2


@pytest.mark.parametrize("unit", ["a@b.cc ", "y http://", "y http://a.example ", "1 may ", "vom "])
def test_what_is_left_of_addresses_is_gone_through_once(unit: str) -> None:
    start = time.process_time()
    bylines.read((unit * 1_000)[: bylines.LONGEST])
    # It takes 5 ms; with blanks in runs it took 300 to 700.
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters in Kyiv", True),
        ("AFP", True),
        ("dpa", True),
        ("Sid", False),
        ("NDR", True),
        ("Редакция", True),
        ("The Gull Press", True),
        ("Ann Press", False),
        ("Harbour Wire", True),
        ("Gull staff reporter", True),
        ("University of Gulls", True),
        ("Ann Lee", False),
    ],
)
def test_bodies(name: str, expected: bool) -> None:
    assert namekinds.is_organisation(name) is expected


def test_agencies_are_bodies_that_supply_others() -> None:
    assert all(map(namekinds.is_agency, ("AP", "Keystone-SDA", "Agencia Gaviota", "Deutsche Presse-Agentur")))
    assert not any(map(namekinds.is_agency, ("BBC", "Gull News", "Sid", "Ann Lee")))


@pytest.mark.parametrize(
    ("text", "role", "tells"),
    [
        ("Senior Reporter", True, True),
        ("Editor at large", True, True),
        ("Anna Reporter", False, True),
        ("Head of Research at the Lantern", False, True),
        ("Wirtschaftsredakteurin", False, True),
        ("The Editors", False, True),
        ("Ann Lee", False, False),
        ("writer " * 20, True, False),
    ],
)
def test_roles_alone_and_among_words(text: str, role: bool, tells: bool) -> None:
    assert namekinds.is_role(text) is role
    assert namekinds.tells_role(text) is tells


@pytest.mark.parametrize("name", ["Guest Author", "user123", "Lantern staff reporter", "123", "Editor"])
def test_placeholders_and_the_unnamed_are_nobody(name: str) -> None:
    assert namekinds.is_nobody(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gulls.org", True),
        ("blog.gulls.co.uk/x", True),
        ("Lrt.lt", True),
        ("J.Doe", False),
        ("Ann Lee", False),
    ],
)
def test_hosts(text: str, expected: bool) -> None:
    assert nametags.is_host(text) is expected
