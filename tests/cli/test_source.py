"""Which Odoo ./cadre accepts. (tools/cadre_cli/source.py)"""

import pytest
from cadre_cli import source
from cadre_cli.ui import CadreError


def make_odoo(folder, version="(19, 0, 0, FINAL, 0, '')"):
    """A folder that looks like Odoo to a reader of its release file."""
    (folder / "odoo" / "addons" / "base").mkdir(parents=True)
    (folder / "odoo" / "release.py").write_text(f"version_info = {version}\n")
    return folder


def test_a_checkout_has_two_addons_folders(tmp_path):
    """A checkout keeps base in odoo/addons and everything else in addons: both go to the addons path."""
    (make_odoo(tmp_path) / "addons" / "web").mkdir(parents=True)
    odoo = source._from_user(tmp_path)
    assert odoo.path == tmp_path
    assert odoo.addons == (str(tmp_path / "odoo" / "addons"), str(tmp_path / "addons"))


def test_a_package_has_one_addons_folder(tmp_path):
    """A package keeps all addons together; what lies beside them are leftovers."""
    (make_odoo(tmp_path) / "odoo" / "addons" / "web").mkdir()
    (tmp_path / "addons" / "web").mkdir(parents=True)
    assert source._from_user(tmp_path).addons == (str(tmp_path / "odoo" / "addons"),)


def test_a_prefix_is_searched(tmp_path):
    """The prefix a package was unpacked into is as good as the folder of the package itself."""
    inner = make_odoo(tmp_path / "usr" / "lib" / "python3" / "dist-packages")
    assert source._from_user(tmp_path).path == inner


def test_another_series_is_refused(tmp_path):
    """Odoo 18 is named as what it is."""
    with pytest.raises(CadreError, match=r"is Odoo 18\.0, but 19\.0 is needed"):
        source._from_user(make_odoo(tmp_path, "(18, 0, 0, FINAL, 0, '')"))


def test_a_folder_without_odoo_is_refused(tmp_path):
    """The message names the folder and the remedy."""
    with pytest.raises(CadreError, match=f"no Odoo in {tmp_path}") as caught:
        source._from_user(tmp_path)
    assert "--odoo" in caught.value.remedy


def test_a_new_version_makes_a_new_template(tmp_path, monkeypatch):
    """The template's name depends on the Odoo it was made with."""
    from cadre_cli import template

    names = set()
    for version in ("19.0-a", "19.0-b"):
        monkeypatch.setitem(source._CHOSEN, "odoo", source.Odoo(tmp_path, (), version))
        names.add(template.name())
    assert len(names) == 2
