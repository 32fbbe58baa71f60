"""What the documents say is true: links lead somewhere, and every setting is listed as it is."""

import re
from pathlib import Path

import pytest

from der_server.config import Settings

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("client_examples/*/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    assert [t for t in targets if "://" not in t and not (page.parent / t).exists()] == []


def test_every_setting_is_in_the_page_on_operation() -> None:
    rows = [
        f"| `{name}` | `{field.get_default()!r}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    table = "\n".join(["| key | default | what it does |", "|---|---|---|", *rows])
    assert table in (ROOT / "docs/operation.md").read_text("utf-8"), f"docs/operation.md should hold:\n{table}"
