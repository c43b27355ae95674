"""What every builder of a year gives straight into the tables: a sealed ballot; and how it computes."""

from odoo.addons.cadre_assessment.models.guard import guarded


class GivenInputs:
    """Mixed into the builders of years; ``cls.cycle`` is the cycle they speak of."""

    @classmethod
    def compute(cls, cycle=None):
        (cycle or cls.cycle).with_user(cls.officer_user).action_compute()
        cls.env.invalidate_all()

    @classmethod
    def sealed_ballot(cls, cycle, component, counts, papers=None, channel="phone", headings=True):
        """A sealed ballot of ``component``: {subject: (number of the best grade, of the next …[, invalid])}.

        Under several headings the same counts stand under each of them.

        :param headings: those of the component, else a single one
        :param papers: how many were counted; as many as the subject with most marks has, unless it is said
        """
        grades = component.scale_id.grade_ids.sorted("sequence")
        field = cycle._subject_field()
        under = component.heading_ids if headings else ()
        under = [{"name": one.name, "weight": one.weight} for one in under] or [{"name": "总体评价"}]
        ballot = guarded(cls.env["cadre.ballot"].sudo()).create(
            {
                "name": component.ballot_title or component.name,
                "cycle_id": cycle.id,
                "component_id": component.id,
                "scale_id": component.scale_id.id,
                "company_id": cycle.company_id.id,
                "group_ids": [(0, 0, {"name": "参加测评人员", "weight": 1})],
                "criterion_ids": [(0, 0, values) for values in under],
                "subject_ids": [(0, 0, {"name": one.name, field: one.id}) for one in counts],
            }
        )
        options = [*grades.ids, False]
        guarded(cls.env["cadre.ballot.tally"].sudo()).create(
            [
                {
                    "ballot_id": ballot.id,
                    "group_id": ballot.group_ids.id,
                    "criterion_id": criterion.id,
                    "subject_id": subject.id,
                    "grade_id": grade,
                    "channel": channel,
                    "count": count,
                }
                for subject in ballot.subject_ids
                for criterion in ballot.criterion_ids
                for grade, count in zip(options, counts[subject[field]], strict=False)
            ]
        )
        counted = papers or max(sum(one) for one in counts.values())
        guarded(ballot).write({"state": "sealed", "digest": "d" * 64, "paper_count": counted})
        return ballot
