"""The addons path holds addons, and nothing that Odoo would take for one."""

from cadre_cli import paths


def test_the_folder_of_our_addons_holds_nothing_else():
    """Odoo's own files must not lie below it: their messages would lose their translation."""
    folder = paths.addons_folder()
    assert sorted(one.name for one in folder.iterdir()) == sorted(paths.own_addons())
    assert all((one / "__manifest__.py").is_file() for one in folder.iterdir())
    assert folder not in paths.HOME.parents and folder != paths.REPO
    assert paths.addons_folder() == folder
