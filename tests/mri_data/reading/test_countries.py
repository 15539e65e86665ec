"""Countries, and places that lie somewhere else than they say: found, with what was meant, and never in vain."""

import numpy as np
import pytest

from mri_data.reading import countries
from mri_data.words.catalogue import words
from tests.conftest import DataFolder

# City, latitude, longitude, and a code that people use for its country.
CITIES = [
    ("Paris", 48.8566, 2.3522, "FR"),
    ("Geneva, rounded", 46, 6, "CH"),
    ("Suva", -18.1416, 178.4419, "FJ"),
    ("Taveuni, beyond 180", -16.78, -179.98, "FJ"),
    ("Anadyr", 64.7337, 177.4968, "RU"),
    ("Uelen", 66.1590, -169.8090, "RU"),
    ("Petropavlovsk", 53.0241, 158.6439, "RU"),
    ("Adak", 51.8800, -176.6581, "US"),
    ("Honolulu", 21.3069, -157.8583, "US"),
    ("San Juan as US", 18.4655, -66.1057, "US"),
    ("Cayenne", 4.9372, -52.3260, "GF"),
    ("Cayenne as France", 4.9372, -52.3260, "FR"),
    ("Saint-Denis, Réunion", -20.8789, 55.4481, "RE"),
    ("Longyearbyen", 78.2232, 15.6267, "SJ"),
    ("Kralendijk", 12.1508, -68.2767, "BQ"),
    ("Las Palmas", 28.1235, -15.4363, "ES"),
    ("Funchal", 32.6669, -16.9241, "PT"),
    ("Hanga Roa", -27.1500, -109.4333, "CL"),
    ("Maseru", -29.3151, 27.4869, "LS"),
    ("Monaco", 43.7384, 7.4246, "MC"),
    ("Vatican", 41.9029, 12.4534, "VA"),
    ("Singapore", 1.3521, 103.8198, "SG"),
    ("Yaren", -0.5467, 166.9211, "NR"),
    ("Malé", 4.1755, 73.5093, "MV"),
    ("Tarawa", 1.4518, 172.9717, "KI"),
    ("Kiritimati", 1.8721, -157.4278, "KI"),
    ("Nukunonu", -9.2005, -171.8480, "TK"),
    ("Waitangi, Chatham", -43.9535, -176.5597, "NZ"),
    ("Hong Kong", 22.3193, 114.1694, "HK"),
    ("Hong Kong as China", 22.3193, 114.1694, "CN"),
    ("Jerusalem", 31.7683, 35.2137, "IL"),
    ("Ramallah", 31.9038, 35.2034, "PS"),
    ("Simferopol", 44.9521, 34.1024, "UA"),
    ("Laayoune as Morocco", 27.1253, -13.1625, "MA"),
    ("Kampala", 0.3476, 32.5825, "UG"),
    ("Manama", 26.2285, 50.5860, "BH"),
]


@pytest.mark.parametrize(("city", "lat", "lon", "code"), CITIES, ids=[city for city, *_ in CITIES])
def test_a_real_city_lies_in_its_country(city: str, lat: float, lon: float, code: str) -> None:
    assert countries.within(code, np.array([lat], float), np.array([lon], float)).all()


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        (51.5074, -0.1278, ("GB",)),
        (-33.8688, 151.2093, ("AU",)),
        (66.3, -173, ("RU",)),
        (18.2, -66.4, ("PR",)),
        (0, -30, ()),
    ],
)
def test_a_place_is_named_by_the_country_it_lies_in(lat: float, lon: float, codes: tuple[str, ...]) -> None:
    assert countries.countries_at(lat, lon) == codes


def test_every_country_of_the_list_has_an_outline_and_a_continent() -> None:
    codes = countries.codes()
    assert len(codes) == 249
    assert [code for code in codes if not countries.continents_of(code)] == ["AQ"]
    everywhere = np.array([0.0])
    assert all(len(countries.within(code, everywhere, everywhere)) == 1 for code in codes)


PLACES = [
    (
        {"lat": "23.7162", "lon": "37.9794"},
        'column "lat": The country is Greece (GR), but latitude 23.7162 and longitude 37.9794 are off the '
        "coast of Saudi Arabia. Did you mean latitude 37.9794 and longitude 23.7162?",
    ),
    (
        {"country": "US", "continent": "americas", "lat": "40.7143", "lon": "74.0060"},
        'column "lat": The country is United States (US), but latitude 40.7143 and longitude 74.006 are in '
        "Kyrgyzstan. Did you mean latitude 40.7143 and longitude -74.006?",
    ),
    (
        {"lat": "51.5074", "lon": "-0.1278"},
        'column "lat": The country is Greece (GR), but latitude 51.5074 and longitude -0.1278 are in '
        "United Kingdom. Check the coordinates and the country.",
    ),
    (
        {"lat": "0", "lon": "-30"},
        'column "lat": The country is Greece (GR), but latitude 0 and longitude -30 are in the open sea. '
        "Check the coordinates and the country.",
    ),
    (
        {"continent": "asia"},
        'column "continent": Greece (GR) is in "europe", but the continent here is "asia". Check both.',
    ),
]


@pytest.mark.parametrize(("cells", "sentence"), PLACES)
def test_a_place_that_is_not_where_it_says_is_worth_a_look(
    data_folder: DataFolder, cells: dict[str, str], sentence: str
) -> None:
    for column, cell in cells.items():
        data_folder.set("places.csv", "athens", column, cell)
    assert data_folder.warnings() == [f"places.csv, line 2, {sentence}"]
    assert data_folder.sentences() == []


def test_a_latitude_beyond_the_pole_is_asked_whether_it_is_the_longitude(data_folder: DataFolder) -> None:
    data_folder.set("places.csv", "manila", "lat", "120.9822")
    data_folder.set("places.csv", "manila", "lon", "14.6042")
    (sentence,) = data_folder.sentences()
    assert sentence.startswith(
        'places.csv, line 8, column "lat": "120.9822" is out of range; expected a number from -90 to 90. '
        "Are latitude and longitude swapped? Until this is corrected, "
    )


ISO = "Write the country’s two-letter code (ISO 3166-1), like CH."


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("UK", 'Did you mean "GB"?'),
        ("EN", 'Did you mean "GB"?'),
        ("EL", 'Did you mean "GR"?'),
        ("GRC", 'Did you mean "GR"?'),
        ("AN", "Write one of these: CW, SX, BQ."),
        ("EU", ISO),
        ("XX", ISO),
        ("ZZ", ISO),
        ("XK", ISO),
    ],
)
def test_a_code_of_no_country_is_a_problem_with_the_one_that_was_meant(
    data_folder: DataFolder, cell: str, advice: str
) -> None:
    data_folder.set("places.csv", "berlin", "country", cell)
    assert data_folder.sentences() == [f'places.csv, line 12, column "country": We do not know "{cell}". {advice}']


@pytest.mark.parametrize("name", [countries.name_of(code) for code in ("CH", "KN", "TR", "CI", "HK")])
def test_a_country_is_known_by_the_name_that_pages_show(name: str) -> None:
    assert countries.name_of(countries.country_spellings().code(name)) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Suisse", "CH"),
        ("Suiza", "CH"),
        ("svizzera", "CH"),
        ("Côte d'Ivoire", "CI"),
        ("Costa de Marfil", "CI"),
        ("États-Unis d’Amérique", "US"),
        ("San Cristóbal y Nieves", "KN"),
        ("Repubblica Ceca", "CZ"),
        ("Kirghizistan", "KG"),
    ],
)
def test_a_country_is_known_by_its_names_in_four_languages(written: str, code: str) -> None:
    assert countries.country_spellings().code(written) == code


def test_no_name_of_a_country_means_two() -> None:
    known = countries.country_spellings()
    assert [name for name in known if not known.code(name)] == []


def test_a_place_elsewhere_names_countries_in_the_language_of_the_reader(data_folder: DataFolder) -> None:
    data_folder.set("places.csv", "athens", "lat", "51.5074")
    data_folder.set("places.csv", "athens", "lon", "-0.1278")
    (warning,) = data_folder.load().warnings
    assert "Grèce" in warning.in_words(words("fr"))
    assert "Royaume-Uni" in warning.in_words(words("fr"))
