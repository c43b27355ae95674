"""The county of the S3 examples: a township with 23 cadres, a bureau, an entrusted school, a field office."""

from datetime import date

from ..common import CadreCase

YEAR19 = {
    "year": 2019,
    "date_from": date(2019, 1, 1),
    "date_to": date(2019, 12, 31),
    "cut_off": date(2019, 12, 31),
}
END = date(2019, 12, 31)


class TownshipBuilder(CadreCase):
    """S3-E1: 2 heads, posted by the city, by the county for 8 and for 4 months, village leader, retired, investigated,
    15 others; everybody is a member of the township's team, as 县管干部 are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls.dept("测试县", None, is_unit=False)
        cls.township = cls.dept("城关镇", "township", has_team=True)
        cls.second_township = cls.dept("白石镇", "township", has_team=True)
        cls.bureau = cls.dept("教育局", "department", has_team=True)
        cls.school = cls.dept("县第一中学", "entrusted", is_entrusted=True, supervisor_unit_id=cls.bureau.id)
        cls.police = cls.dept("县公安局", "department", has_team=True)
        cls.station = cls.dept(
            "城关派出所",
            "field_office",
            parent_id=cls.township.id,
            is_unit=False,
            supervisor_unit_id=cls.police.id,
        )
        cls.heads = cls.cadre("党委书记", is_unit_head=True) | cls.cadre("镇长", is_unit_head=True)
        cls.by_city = cls.cadre("市派挂职")
        cls.post(cls.by_city, cls.township, "city", "2019-09-01")
        cls.by_county_long = cls.cadre("县派八月", cls.bureau)
        cls.post(cls.by_county_long, cls.township, "county", "2019-03-01", "2019-10-31")
        cls.by_county_short = cls.cadre("县派四月", cls.bureau)
        cls.post(cls.by_county_short, cls.township, "county", "2019-09-01")
        cls.village = cls.cadre("驻村队长")
        cls.posting(cls.village, "village", "2019-02-01", place="石桥村")
        cls.retired = cls.cadre("退休干部")
        cls.retired.write(
            {"departure_date": date(2019, 11, 15), "departure_reason_id": cls.env.ref("hr.departure_retired").id}
        )
        cls.investigated = cls.cadre("被立案人")
        cls.env["cadre.case"].create({"employee_id": cls.investigated.id, "opened_on": "2019-10-08"})
        cls.others = cls.env["hr.employee"].browse()
        for n in range(15):
            cls.others |= cls.cadre(f"干部{n:02d}")
        cls.list_of_23 = (
            cls.heads | cls.by_city | cls.by_county_long | cls.by_county_short | cls.village | cls.retired
            | cls.investigated | cls.others
        )  # fmt: skip
        cls.person_scheme = cls.env.ref("regulations.scheme_s3_person")
        cls.team_scheme = cls.env.ref("regulations.scheme_s3_team")

    @classmethod
    def dept(cls, name, category, **values):
        if category:
            values["unit_category_id"] = cls.category("unit", category).id
        if name != "测试县":
            values.setdefault("parent_id", cls.county.id)
        return cls.env["hr.department"].create({"name": name, "is_unit": True, **values})

    @classmethod
    def cadre(cls, name, unit=None, **values):
        count = cls.env["hr.employee"].with_context(active_test=False).search_count([("staff_number", "like", "S3-")])
        return cls.make_employee(
            name,
            f"S3-{count:03d}",
            unit or cls.township,
            name,
            "team",
            **{"since": "2018-01-01", "is_team_member": True, **values},
        )

    @classmethod
    def posting(cls, employee, kind, date_from, date_to=None, **values):
        return cls.env["cadre.posting"].create(
            {"employee_id": employee.id, "kind": kind, "date_from": date_from, "date_to": date_to, **values}
        )

    @classmethod
    def post(cls, employee, host, level, date_from, date_to=None):
        return cls.posting(employee, "posted", date_from, date_to, level=level, host_unit_id=host.id)

    @classmethod
    def county_cycle(cls, scheme=None, **values):
        return cls.make_cycle(
            scheme_id=(scheme or cls.person_scheme).id, unit_id=cls.county.id, name="县管干部考核", **YEAR19, **values
        )
