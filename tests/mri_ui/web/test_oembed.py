"""How another site learns the HTML that shows a page: `/oembed`, and the link to it in the page itself."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.conftest import DataFolder
from tests.mri_ui.web.test_routes import head_of, served

PUBLIC = "https://record.example.org/mri"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A dashboard with a public address that other sites may show."""
    monkeypatch.setenv("MRI_PUBLIC_URL", PUBLIC)
    monkeypatch.setenv("MRI_FRAME_ANCESTORS", "https://partner.example")
    with served() as client:
        yield client


def embedded(client: TestClient, url: str, **more: str) -> dict[str, Any]:
    answer = client.get("/oembed", params={"url": url, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def frame_in(answer: dict[str, Any]) -> dict[str, str]:
    """The attributes of the one element that the answer holds."""
    (frame,) = html.fragments_fromstring(answer["html"])
    assert frame.tag == "iframe"
    return dict(frame.attrib)


def refused(client: TestClient, **query: str) -> tuple[int, str]:
    answer = client.get("/oembed", params=query)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.status_code, str(answer.json()["error"])


def test_a_page_is_answered_with_a_frame_of_it_as_oembed_says(client: TestClient) -> None:
    answer = embedded(client, f"{PUBLIC}/map?kind=forum&year=2009&utm_source=mail")
    assert {name: answer[name] for name in ("version", "type", "width", "height", "provider_name", "provider_url")} == {
        "version": "1.0",
        "type": "rich",
        "width": 800,
        "height": 870,
        "provider_name": "Migrants Rights International: our record",
        "provider_url": f"{PUBLIC}/",
    }
    assert answer["title"] == "Seven forums"
    assert frame_in(answer) == {
        "src": f"{PUBLIC}/map?kind=forum&year=2009&embed=true&lang=en",
        "title": "Seven forums",
        "width": "800",
        "height": "870",
        "style": "border: 0",
        "loading": "lazy",
        "allowfullscreen": "",
    }


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (PUBLIC, "/?embed=true&lang=en"),
        (f"{PUBLIC}/", "/?embed=true&lang=en"),
        (f"{PUBLIC}/?kind=forum&nonsense=1", "/?kind=forum&embed=true&lang=en"),
        (f"{PUBLIC}/?record=handbook", "/records?record=handbook&embed=true&lang=en"),
        (f"{PUBLIC}/?kind=forum&version=0123456789", "/?kind=forum&embed=true&lang=en"),
        (f"{PUBLIC}/present?slide=4&notes=1&presenter=1", "/present?slide=4&embed=true&lang=en"),
        (f"{PUBLIC}/convention/", "/convention?embed=true&lang=en"),
    ],
)
def test_the_frame_opens_what_the_address_opens(client: TestClient, url: str, shown: str) -> None:
    assert frame_in(embedded(client, url, format="json"))["src"] == PUBLIC + shown


def test_a_frame_is_no_larger_than_there_is_room_for(client: TestClient) -> None:
    small = embedded(client, f"{PUBLIC}/map", maxwidth="390", maxheight="2000")
    assert (small["width"], small["height"]) == (390, 870)
    assert [frame_in(small)[name] for name in ("width", "height")] == ["390", "870"]
    status, sentence = refused(client, url=f"{PUBLIC}/map", maxheight="-1")
    assert (status, sentence) == (400, 'maxheight is "-1"; a whole number of pixels was expected, such as 600.')


@pytest.mark.parametrize(
    "url",
    [
        "",
        "map",
        "https://elsewhere.example/mri/map",
        "http://record.example.org/mri/map",
        "https://record.example.org/map",
        "https://record.example.org/mrix",
        f"{PUBLIC}/nowhere",
        f"{PUBLIC}/api/records.json",
        f"{PUBLIC}/records?record=nobody",
        "https://record.example.org:port/mri/map",
        f"{PUBLIC}/map?" + "&".join(["a=1"] * 101),
    ],
)
def test_what_is_no_page_of_the_dashboard_is_not_found(client: TestClient, url: str) -> None:
    status, sentence = refused(client, url=url)
    assert status == 404
    assert sentence.endswith(f"Give the address of a page, such as {PUBLIC}/map.")


def test_there_is_no_xml_and_no_frame_without_a_public_address(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(client, url=f"{PUBLIC}/map", format="xml")[0] == 501
    monkeypatch.delenv("MRI_PUBLIC_URL")
    status, sentence = refused(client, url="http://localhost:8501/map")
    assert (status, "Set MRI_PUBLIC_URL" in sentence) == (404, True)
    assert head_of(client, "/map").xpath("//link[@type='application/json+oembed']") == []


def test_the_answer_may_be_kept_and_read_by_any_site(client: TestClient) -> None:
    asked = {"url": f"{PUBLIC}/map"}
    answer = client.get("/oembed", params=asked)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"].startswith("public, max-age=300")
    again = client.get("/oembed", params=asked, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    wider = client.get("/oembed", params=asked | {"maxwidth": "500"})
    assert wider.headers["etag"] != answer.headers["etag"]
    assert client.post("/oembed", params=asked).status_code == 405


def test_where_no_other_site_may_show_a_frame_the_title_leads_to_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MRI_FRAME_ANCESTORS")
    answer = embedded(client, f"{PUBLIC}/map?kind=forum")
    assert answer["type"] == "rich"
    (quotation,) = html.fragments_fromstring(answer["html"])
    assert (quotation.tag, quotation.xpath("p[1]/text()")) == ("blockquote", ["Seven forums"])
    assert quotation.xpath(".//a/@href") == [f"{PUBLIC}/map?kind=forum&lang=en"]


def test_each_page_names_the_address_of_its_frame(client: TestClient) -> None:
    (link,) = head_of(client, "/map?kind=forum&year=2009").xpath("//link[@type='application/json+oembed']")
    assert (link.get("rel"), link.get("href").startswith(f"{PUBLIC}/oembed?")) == ("alternate", True)
    asked = parse_qs(urlsplit(link.get("href")).query)
    assert asked == {"url": [f"{PUBLIC}/map?kind=forum&year=2009&lang=en"], "format": ["json"]}
    assert frame_in(embedded(client, asked["url"][0]))["src"] == f"{PUBLIC}/map?kind=forum&year=2009&embed=true&lang=en"


def test_a_hostile_title_stays_a_title(
    client: TestClient, data_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_folder.set("achievements.csv", "handbook", "title", '"><script>alert(1)</script>')
    monkeypatch.setenv("MRI_DATA_DIR", str(data_folder.path))
    answer = embedded(client, f"{PUBLIC}/records?record=handbook")
    assert frame_in(answer)["title"] == answer["title"] == '"><script>alert(1)</script>'
    link = f"{PUBLIC}/records?q=%22%3E%3Cscript%3E"
    assert "<" not in frame_in(embedded(client, link))["src"]
