"""A theme's files from disk: the site's own beside the packaged ones, and nothing from elsewhere."""

from pathlib import Path

import pytest

from ssg.edge.theme import load_theme_files


def own_names(site_root: Path) -> list[str]:
    """Return the names of the text files of the site's own theme ``mine``."""
    layers = load_theme_files(site_root, "mine").layers
    return [file.name for layer in layers[1:] for file in layer]


def test_a_theme_of_the_site_lies_over_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "themes/mine/templates").mkdir(parents=True)
    (tmp_path / "themes/mine/templates/news.html").write_text("own")
    assert own_names(tmp_path) == ["templates/news.html"]


@pytest.mark.parametrize("link", ["themes/mine", "themes/mine/templates", "themes/mine/templates/more"])
def test_no_link_to_a_folder_is_followed(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "templates").mkdir(parents=True)
    (elsewhere / "secret.html").write_text("secret")
    (elsewhere / "templates" / "secret.html").write_text("secret")
    site_root = tmp_path / "site"
    (site_root / link).parent.mkdir(parents=True)
    (site_root / link).symlink_to(elsewhere)
    assert own_names(site_root) == []
