"""Which counts may be stored. (the minimum per published cell; no hidden cell can be computed from the others)"""

from odoo.addons.cadre_assessment.models.ballot.published import line_cells
from odoo.tests import BaseCase


def cells(counts, minimum=5):
    return {(groups, channel): cell for groups, channel, cell in line_cells(counts, minimum)}


class TestPublishedCells(BaseCase):
    def test_enough_papers_stay_as_they_are(self):
        """A group with enough valid papers is published alone."""
        found = cells({"phone": {1: {10: 6, None: 1}, 2: {10: 5}}})
        self.assertEqual(found, {((1,), "phone"): {10: 6, None: 1}, ((2,), "phone"): {10: 5}})

    def test_a_group_of_one_is_merged(self):
        """What a group of one voter said is nowhere to be read."""
        found = cells({"phone": {1: {11: 1}, 2: {10: 6}, 3: {10: 9}}})
        self.assertEqual(found, {((1, 2), "phone"): {10: 6, 11: 1}, ((3,), "phone"): {10: 9}})

    def test_below_the_minimum_nothing(self):
        """Fewer valid papers than the minimum altogether: nothing is stored, not even how many were invalid."""
        self.assertEqual(cells({"phone": {1: {10: 2, None: 7}, 2: {10: 2}}}), {})

    def test_a_group_that_left_the_line_blank_is_merged_too(self):
        """One voter's blank line is as much his secret as his tick."""
        found = cells({"phone": {1: {None: 1}, 2: {10: 6}, 3: {10: 9}}})
        self.assertEqual(found, {((1, 2), "phone"): {10: 6, None: 1}, ((3,), "phone"): {10: 9}})

    def test_channels_are_cut_along_the_same_lines(self):
        """Groups merged for one channel are merged for the other: a group has one weight."""
        found = cells({"phone": {1: {10: 2}, 2: {10: 7}}, "paper": {1: {10: 9}, 2: {11: 8}}})
        self.assertEqual(found, {((1, 2), "phone"): {10: 9}, ((1, 2), "paper"): {10: 9, 11: 8}})

    def test_few_phones_beside_many_papers(self):
        """Who entered the paper counts could subtract them: a channel that is too small alone is not told apart."""
        found = cells({"phone": {1: {11: 2}}, "paper": {1: {10: 20}}})
        self.assertEqual(found, {((1,), "both"): {10: 20, 11: 2}})

    def test_every_cell_has_enough_or_is_not_there(self):
        """Whatever the sizes: each stored cell has at least the minimum of valid papers, and none is lost on the
        way."""
        for a in range(8):
            for b in range(8):
                for c in range(8):
                    counts = {"phone": {1: {10: a}, 2: {10: b}}, "paper": {2: {11: c}}}
                    found = line_cells(counts, 5)
                    valid = [sum(n for option, n in cell.items() if option) for _groups, _channel, cell in found]
                    self.assertTrue(all(number >= 5 or number == 0 for number in valid), (a, b, c, found))
                    self.assertEqual(sum(valid), a + b + c if a + b + c >= 5 else 0, (a, b, c, found))
