"""Columns of files of people, former posts and earlier results. Plain data: the tools read it without Odoo.

The same table makes the templates (``tools/make_templates.py``), what the import screen knows about their headings
(``data/organization/import_mapping.xml``) and what the checking wizard accepts.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column. ``kind``: how a cell is read (``import_values``); ``flag``: set where only the month is known."""

    heading: str
    field: str
    kind: str = "text"
    required: bool = False
    flag: str = ""
    note: str = ""
    example: str = ""

    # it keys the cells of ten thousand rows, and is itself wherever it stands: its texts are not hashed again each time
    __hash__ = object.__hash__
    __eq__ = object.__eq__
    __ne__ = object.__ne__


def places(columns, headings):
    """Which column stands where, and what is wrong with the headings: ({position: column}, [(heading, code)]).

    :param headings: texts of the row of headings as ``spelling.heading`` makes them; empty ones are passed over.

    >>> name = Column("姓名", "name", required=True)
    >>> places([name], ["姓名", "", "籍贯", "姓名"])[1], places([name], [""])
    ([('籍贯', 'unknown_column'), ('姓名', 'repeated_column')], ({}, [('姓名', 'missing_column')]))
    """
    known, found, problems = {column.heading: column for column in columns}, {}, []
    for position, heading in enumerate(headings):
        if not heading:
            continue
        if heading not in known:
            problems.append((heading, "unknown_column"))
        elif known[heading] in found.values():
            problems.append((heading, "repeated_column"))
        else:
            found[position] = known[heading]
    missing = [column for column in known.values() if column.required and column not in found.values()]
    return found, problems + [(column.heading, "missing_column") for column in missing]


NUMBER = Column(
    "工号", "staff_number", "number", True, note="按工号识别人员；同名不影响。字母、数字或短横线。", example="YL0001"
)
NAME = Column("姓名", "name", "person", True, example="张三")
DAY = Column(
    "生效日期",
    "date_version",
    "day",
    True,
    note="从这一天起任本行职务。同一人另一个日期即为一次职务变动，原职务保留。",
    example="2023-03-01",
)

POST = (
    Column("部门编号", "department_id", "department", note="单位或科室的编号，不填名称。", example="YL0301-01"),
    Column("职务", "job_title", example="办公室主任"),
    Column(
        "职务类别",
        "post_class_id",
        "post_class",
        note="县级领导、领导班子成员、中层正职、中层副职、中层以下干部、工勤人员",
        example="中层正职",
    ),
    Column(
        "任现职时间",
        "post_since",
        "month",
        flag="post_since_month_only",
        note="可只填年月，如 2023.03",
        example="2023.03",
    ),
    Column(
        "职级", "cadre_rank_id", "rank", note="如 一级主任科员；领导职务填层次，如 乡科级正职", example="一级主任科员"
    ),
    Column("任现职级时间", "rank_since", "month", flag="rank_since_month_only", note="可只填年月", example="2021.12"),
    Column(
        "身份类别",
        "identity_id",
        "identity",
        note="公务员、参公管理人员、事业单位工作人员、机关工勤人员",
        example="公务员",
    ),
    Column(
        "编制类型",
        "staffing_id",
        "staffing",
        note="行政编制、政法专项编制、参公事业编制、事业编制、机关工勤编制",
        example="行政编制",
    ),
    Column("单位主要负责人", "is_unit_head", "yesno", note="是 / 否", example="否"),
    Column("班子成员", "is_team_member", "yesno", note="是 / 否", example="否"),
    Column("领导职务", "is_leading_post", "yesno", note="是 / 否", example="是"),
    Column("基层岗位", "is_grassroots", "yesno", note="是 / 否", example="否"),
    Column("分管领导工号", "leader_in_charge_id", "employee", note="分管本人的领导的工号", example="YL0002"),
    Column("分管部门编号", "led_department_ids", "departments", note="多个编号用逗号分开", example=""),
    Column("从事或分管工作", "duties", "lines", example="负责办公室全面工作"),
)

PEOPLE = (
    NUMBER,
    NAME,
    DAY,
    Column("性别", "sex", "sex", note="男 / 女", example="男"),
    Column(
        "出生年月", "birthday", "month", flag="birthday_month_only", note="可只填年月，如 1985.06", example="1985.06"
    ),
    Column("民族", "ethnicity", example="汉族"),
    Column("籍贯", "native_place", example="浙江淳安"),
    Column("出生地", "place_of_birth", example="浙江淳安"),
    Column(
        "政治面貌",
        "political_status_id",
        "political",
        note="中共党员、中共预备党员、共青团员、民革党员……群众",
        example="中共党员",
    ),
    Column("入党时间", "party_date", "month", flag="party_date_month_only", note="可只填年月", example="2008.07"),
    Column("参加工作时间", "work_start", "month", flag="work_start_month_only", note="可只填年月", example="2007.08"),
    Column("健康状况", "health", example="健康"),
    Column("专业技术职务", "professional_title", example=""),
    Column("熟悉专业有何专长", "expertise", example="公文写作"),
    *POST,
)

POSTS = (
    NUMBER._replace(field="employee_id", kind="employee"),
    NAME._replace(field="", kind="name", required=False, note="核对用"),
    DAY,
    *POST,
)

RESULTS = (
    NUMBER._replace(field="employee_id", kind="employee"),
    NAME._replace(kind="name", required=False, note="核对用"),
    Column("年度", "year", "year", True, example="2024"),
    Column(
        "考核依据",
        "regulation",
        "regulation",
        True,
        note="当年依据的办法名称，与系统中的考核办法名称一致才计入连续多年的规则",
        example="本单位的考核办法",
    ),
    Column("等次", "grade_name", "grade", True, note="优秀、称职、基本称职、不称职、不定等次", example="称职"),
    Column("得分", "total", "score", note="两位小数；多于两位的四舍五入", example=""),
    Column("名次", "rank", "integer", example=""),
    Column("单位", "unit_name", "text", example="中共云岭县委直属机关工作委员会"),
    Column("职务", "post", "text", example="办公室主任"),
    Column(
        "结果来源",
        "origin_note",
        "text",
        True,
        note="结果来自哪份文件，如 云组发〔2025〕2号",
        example="云组发〔2025〕2号",
    ),
)

FILES = {"people": PEOPLE, "posts": POSTS, "results": RESULTS}
MODELS = {"people": "hr.employee", "posts": "hr.version", "results": "cadre.result"}
TEMPLATES = {"people": "people.xlsx", "posts": "former_posts.xlsx", "results": "earlier_results.xlsx"}
TITLES = {"people": "人员及现任职务", "posts": "历任职务", "results": "往年考核结果"}
