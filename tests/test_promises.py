"""What the README and the layout promise, and a reviewer would have to remember."""

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from mri_data import schema
from mri_data.query.filters import FACETS
from mri_data.reading.dictionary import data_readme

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path
    for folder in ("src", "pages", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "egg-info" not in str(path)
)
SOURCE = [path for path in MODULES if "src" in path.relative_to(ROOT).parts]
DATA_LAYER = sorted((ROOT / "src" / "mri_data").rglob("*.py"))
TEXT = {
    ".py",
    ".toml",
    ".css",
    ".js",
    ".html",
    ".svg",
    ".json",
    ".yml",
    ".yaml",
    ".txt",
    ".cfg",
    ".md",
    ".csv",
    ".po",
    "",
}

# Where addresses of the web belong: data and its terms, prose, words, licences.
MAY_HOLD_ADDRESSES = re.compile(r"^(data/|docs/|CHANGELOG|README|LICENSE|.*\.md$|.*/locale/|.*OFL-[^/]*\.txt$|tests/)")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp|mnt|opt|srv)/\w|\b[A-Z]:\\\\?\w")
REGISTRY = re.compile(
    r"pyp[i]\.org|pythonh[o]sted|registry\.npmj[s]|npmj[s]\.(?:com|org)|index-u[r]l|artif[a]ctory|deb\.debi[a]n", re.I
)
WEB = re.compile(
    r"https?://(?!www\.w3\.org/(?:2000/svg|1999/xlink|ns/csvw)|localhost\b|127\.0\.0\.1|www\.sitemaps\.org/schemas|schema\.org\b"
    r"|schemas\.(?:openxmlformats\.org|microsoft\.com/office)/)[^\s\"'<>]+"
)


def tracked() -> list[Path]:
    """The text files that are, or are about to be, part of the repository."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    paths = [ROOT / line for line in listed]
    return [path for path in paths if path.is_file() and path.suffix in TEXT and path.stat().st_size < 1_000_000]


def text_of(path: Path) -> str:
    """A file's text; of Python without docstrings and comments, where the source of a rule may be named."""
    text = path.read_text("utf-8")
    return ast.unparse(without_docstrings(ast.parse(text))) if path.suffix == ".py" else text


@cache
def tree_of(path: Path) -> ast.Module:
    """What a module consists of, read once for all tests here; they leave it as it is."""
    return ast.parse(path.read_text("utf-8"))


def without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def imported(path: Path) -> set[str]:
    """The packages that a module imports, at its top or anywhere below."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_the_data_layer_knows_nothing_of_streamlit() -> None:
    assert [path for path in DATA_LAYER if imported(path) & {"streamlit", "mri_ui", "starlette"}] == []


def test_packages_say_what_they_are_for() -> None:
    assert [path.parent.name for path in ROOT.glob("src/**/__init__.py") if not path.stat().st_size] == []


def test_the_data_layer_can_be_imported_without_streamlit() -> None:
    names = [
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__") for path in DATA_LAYER
    ]
    code = (
        f"import importlib, sys\nsys.modules['streamlit'] = None\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "assert 'mri_ui' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_module_says_what_it_is_for() -> None:
    written = [path for path in MODULES if path.stat().st_size]
    assert [path for path in written if not ast.get_docstring(tree_of(path))] == []


def test_every_public_function_and_class_says_what_a_caller_can_count_on() -> None:
    public = [
        (path.name, node)
        for path in SOURCE
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [(name, node.name) for name, node in public if not ast.get_docstring(node)] == []


def test_functions_stay_short() -> None:
    functions = [
        (path.name, node) for path in SOURCE for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)
    ]
    assert [(name, node.name) for name, node in functions if (node.end_lineno or 0) - node.lineno >= 40] == []


def test_every_page_is_in_the_navigation() -> None:
    from mri_data.record.pages import PAGES

    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == {*PAGES, "frame"}


def test_every_facet_is_a_column_of_the_records() -> None:
    assert {facet.column for facet in FACETS.values()} <= set(schema.record_columns())


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    own = Path(__file__).name
    found = [(path.name, MACHINE.findall(path.read_text("utf-8"))) for path in tracked() if path.name != own]
    assert [one for one in found if one[1]] == []


def test_no_file_names_a_package_registry() -> None:
    own = Path(__file__).name
    found = [(path.name, REGISTRY.findall(path.read_text("utf-8"))) for path in tracked() if path.name != own]
    assert [one for one in found if one[1]] == []


def test_addresses_of_the_web_stand_in_data_prose_and_licences_only() -> None:
    code = [path for path in tracked() if not MAY_HOLD_ADDRESSES.match(path.relative_to(ROOT).as_posix())]
    found = {path.name: WEB.findall(text_of(path)) for path in code}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_the_data_dictionary_is_current() -> None:
    assert (ROOT / "data" / "README.md").read_text("utf-8") == data_readme(), "run `make dictionary`"


@pytest.mark.parametrize(
    ("family", "licence"), [("newsreader", "OFL-Newsreader.txt"), ("source-sans-3", "OFL-SourceSans3.txt")]
)
def test_every_font_has_its_licence_beside_it(family: str, licence: str) -> None:
    folder = ROOT / "pages" / "static" / "fonts"
    assert list(folder.glob(f"{family}-*.woff2"))
    text = (folder / licence).read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.startswith(("Copyright", "©"))
    assert licence in (folder / "README.md").read_text("utf-8")


def test_no_font_is_of_another_family() -> None:
    fonts = [path.name for path in ROOT.glob("pages/**/*.woff*")]
    assert [name for name in fonts if not name.startswith(("newsreader-", "source-sans-3-"))] == []


def test_the_basemap_is_the_one_its_readme_describes() -> None:
    folder = ROOT / "data" / "basemap"
    land, page = (folder / "land.geojson").read_bytes(), (folder / "README.md").read_text("utf-8")
    assert "Public domain" in page
    assert f"`{hashlib.sha256(land).hexdigest()}`" in page
    assert f"{len(land)} bytes" in page


def test_the_project_has_its_licence() -> None:
    assert "MIT License" in (ROOT / "LICENSE").read_text("utf-8")


def test_typed_packages_say_so() -> None:
    assert (ROOT / "src" / "mri_data" / "py.typed").is_file()
    assert (ROOT / "src" / "mri_ui" / "py.typed").is_file()


def test_the_container_installs_the_versions_that_are_tested_and_nothing_without_a_hash() -> None:
    pinned = dict(line.lower().split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1:])
    known = {re.sub(r"[-_.]+", "-", name): version for name, version in pinned.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    text = (ROOT / "deploy" / "requirements.txt").read_text("utf-8")
    lines = [line.split(" --hash=sha256:") for line in text.splitlines() if not line.startswith("#")]
    installed = dict(str(line[0]).split("==") for line in lines)
    assert {name: known[name] for name in installed} == installed
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["fonts"]]
    assert {one.split("[")[0] for one in wanted} <= set(installed)
    assert all(re.fullmatch("[0-9a-f]{64}", one) for line in lines for one in line[1:])
    assert min(map(len, lines)) > 1
    build = (ROOT / "deploy" / "requirements-build.txt").read_text("utf-8")
    assert [f"{one} --hash=sha256:" in build for one in project["build-system"]["requires"]] == [True]
    assert "://" not in text + build


def test_each_module_of_tests_stands_where_the_module_that_it_is_about_stands() -> None:
    tested = [path for room in ("mri_data", "mri_ui") for path in (ROOT / "tests" / room).rglob("test_*.py")]
    assert len(tested) > 40
    for path in tested:
        module = ROOT / "src" / path.relative_to(ROOT / "tests").with_name(path.name.removeprefix("test_"))
        assert module.exists() or module.with_suffix("").is_dir(), f"{path.name} is about no module"
