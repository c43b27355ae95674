"""A file is written whole or not at all, also by two at the same moment and when the process is killed.

Odoo writes a file in its place and compares what stands there with what comes: whoever stores the same bytes while
another one writes them, or after one who was killed on the way (or found the disk full), is told for good that they
"collide with an existing file". A part of long work that is done again makes the same bytes again.
"""

import hashlib
import os
import tempfile

from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _get_path(self, bin_data, sha):
        """A rest of a file, left by whoever was killed before this was so, is made whole."""
        path = self._full_path(f"{sha[:2]}/{sha}")
        if os.path.isfile(path) and os.path.getsize(path) != len(bin_data):
            with open(path, "rb") as kept:
                content = kept.read()
            if hashlib.sha1(content).hexdigest() != sha:
                _put(path, bin_data)
        return super()._get_path(bin_data, sha)

    @api.model
    def _file_write(self, bin_value, checksum):
        if self._storage() == "file":
            name, path = self._get_path(bin_value, checksum)
            if not os.path.exists(path):
                _put(path, bin_value)
                self._mark_for_gc(name)  # should the transaction not come to its end
        return super()._file_write(bin_value, checksum)


def _put(path, content):
    """``content`` at ``path``: nobody sees a part of it.

    :raises OSError: it cannot be written; what stood there stands.
    """
    # with the rights that a file of this process has, where a temporary one is its owner's alone
    with tempfile.TemporaryDirectory(dir=os.path.dirname(path), prefix=".cadre") as place:
        whole = os.path.join(place, "whole")
        with open(whole, "wb") as file:
            file.write(content)
        os.replace(whole, path)
