"""All files of the published site by path: pages, donor pack, link previews, style, script and fonts."""

from mri_data.charts.of_view import has_parties
from mri_data.exports import link_preview, parties_csv, zip_pack
from mri_data.exports.csv_file import SEMICOLON
from mri_data.exports.formats import METADATA, file_name, files_of
from mri_data.html import assets, fonts, parts
from mri_data.site import pages
from mri_data.site.content import EXPORTS
from mri_data.site.view import SiteView, record_picture

FONTS = "fonts"
SITEMAP = "sitemap.xml"
ICONS = {"favicon.svg": "logo-icon-light.svg", "favicon.png": "favicon.png"}


def site(view: SiteView) -> dict[str, bytes]:
    """The content of every file of the site by path, in all its languages; the same view gives the same bytes.

    Raises:
        MriError: if no record is shown, or one has an id that cannot be a file name.
    """
    made = _in_one_language(view) | {pages.MISSING: pages.missing(view)}
    for language in view.languages[1:]:
        other = view.in_language(language)
        made |= {f"{other.folder}{name}": content for name, content in _in_one_language(other).items()}
    return made | _looks(view) | {SITEMAP: _sitemap(view), "robots.txt": _robots(view)}


def _in_one_language(view: SiteView) -> dict[str, bytes]:
    """The pages, files and pictures in the language of the view."""
    packed = files_of(view)
    packed = {file_name(view, "zip"): zip_pack.to_zip(view, packed)} | packed
    made = pages.pages(view, {f"{EXPORTS}/{name}": zip_pack.described(name, view.say) for name in packed})
    made |= {f"{EXPORTS}/{name}": content for name, content in packed.items()}
    return made | _parties(view) | _pictures(view)


def _parties(view: SiteView) -> dict[str, bytes]:
    if not has_parties(view):
        return {}
    states = parties_csv.matching_parties(view, "", "")
    name, semicolon, metadata = (
        parties_csv.file_name(view, whole=True, ending=one) for one in ("csv", "semicolon.csv", METADATA)
    )
    return {
        f"{EXPORTS}/{name}": parties_csv.to_csv(states),
        f"{EXPORTS}/{semicolon}": parties_csv.to_csv(states, SEMICOLON),
        f"{EXPORTS}/{metadata}": parties_csv.to_metadata(states, name),
    }


def _pictures(view: SiteView) -> dict[str, bytes]:
    """The pictures of link previews: one for the site and one for each record shown."""
    made = {pages.PICTURE: link_preview.link_preview(view, "")}
    return made | {
        record_picture(record): link_preview.link_preview(view, "records", record) for record in view.shown["id"]
    }


def _looks(view: SiteView) -> dict[str, bytes]:
    style = fonts.linked(FONTS) + assets.sizes(parts.headlines(view)) + assets.style_of_file()
    made = {"site.css": style.encode(), "site.js": assets.script("site.js").encode()}
    made |= {f"{FONTS}/{name}": content for name, content in fonts.files().items()}
    static = fonts.WEB_FONTS.parent
    return made | {name: (static / file).read_bytes() for name, file in ICONS.items()}


def _sitemap(view: SiteView) -> bytes:
    """The sitemap with the absolute address of every page, as the protocol requires; empty if `base` is not known."""
    day = view.dataset.about.data_date.isoformat()
    found = [view.addresses_of(file) or {view.language: f"{view.base}/{file}"} for file in pages.files(view)]
    return assets.templates().get_template("sitemap.xml").render(pages=found if view.base else [], day=day).encode()


def _robots(view: SiteView) -> bytes:
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {view.base}/{SITEMAP}"] if view.base else [])]
    return ("\n".join(lines) + "\n").encode()
