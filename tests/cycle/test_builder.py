"""What the builder makes is what the other tests count on."""

from ..common import CadreCase


class TestBuilder(CadreCase):
    def test_people_have_one_version_each_and_belong_to_the_unit(self):
        more = self.make_people(3)
        everybody = self.people | more
        self.assertEqual([len(employee.version_ids) for employee in everybody], [1] * 7)
        self.assertEqual(everybody.department_id.unit_id, self.unit)
        self.assertEqual(self.person.user_id, self.person_user)
        self.assertEqual(self.person.post_class_id.code, "staff")
