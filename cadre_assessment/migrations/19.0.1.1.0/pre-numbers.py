"""Staff numbers are one whatever their letters' case: two people who differ in that alone are named before."""


def migrate(cr, version):
    cr.execute(
        """
        SELECT string_agg(e.name || ' ' || e.staff_number, ', ' ORDER BY e.id)
          FROM hr_employee e
         WHERE e.staff_number IS NOT NULL
         GROUP BY e.company_id, upper(e.staff_number)
        HAVING count(*) > 1
        """
    )
    found = [row[0] for row in cr.fetchall()]
    if found:
        raise ValueError(
            "These people have one staff number but for the case of its letters. Give one of each another number, and "
            f"update again: {'; '.join(found)}"
        )
