"""Sheets and columns of the workbook that sets an office up. Plain data, as in import_columns.

The words of roles and bodies are written in the workbook in Chinese, whatever the language of the reader: a file that
was filled in by one is read by another.
"""

from .import_columns import DAY, NAME, NUMBER, PEOPLE, Column

ROLES = {
    "考核对象": "user",
    "科室负责人": "section_head",
    "分管领导": "leader",
    "审定机构": "decider",
    "考核办公室": "officer",
    "组织部门": "manager",
    "纪检监察人员": "discipline",
    "审计人员": "auditor",
}
"""Word of a role: the end of its group's name."""
KINDS = {
    "领导班子": "leading_body",
    "领导小组": "leading_group",
    "考核办公室": "office",
    "党委（党组）": "party_committee",
    "分口考核组": "group_committee",
    "评分机关": "scoring_organ",
    "评委": "judges",
    "考察组": "inspection",
}
SEATS = {"主要负责人": "chair", "副职": "deputy", "成员": "member", "秘书": "secretary"}

PERSON = NUMBER._replace(field="employee_id", kind="employee", note="人员表或系统中已有人员的工号")
CHECKED_NAME = NAME._replace(field="", kind="name", required=False, note="核对用，可不填")

UNITS = (
    Column(
        "编号", "cadre_code", "code", True, note="单位或科室的编号，不重复。字母、数字或短横线。", example="JG01-02"
    ),
    Column("名称", "name", "text", True, example="组织科"),
    Column("上级编号", "parent_id", "department", note="上级单位的编号；先后顺序不限。最上级不填。", example="JG01"),
    Column("独立单位", "is_unit", "yesno", note="是：单位；否：单位内的科室", example="否"),
    Column("有领导班子", "has_team", "yesno", note="是 / 否", example="否"),
    Column("单位类别", "unit_category_id", "unit", note="如 县委、政府工作部门；单位才填", example=""),
    Column("考核分口", "comparison_group_id", "group", note="分口考核时才填；须先在“数据字典”中建立", example=""),
    Column("负责人工号", "manager_id", "employee", note="科室负责人或单位主要负责人的工号", example="YL0001"),
)
CHARGE = (
    PERSON,
    CHECKED_NAME,
    Column(
        "分管部门编号",
        "led_department_ids",
        "departments",
        True,
        note="多个编号用逗号分开。这些部门中没有单独指定分管领导的人员，由其分管。",
        example="JG01-01，JG01-02",
    ),
)
ACCOUNTS = (
    PERSON,
    CHECKED_NAME,
    Column("登录名", "login", "login", note="不填即为工号；不需要电子邮箱", example=""),
    Column(
        "角色",
        "roles",
        "roles",
        note="不填则按人员、分管和机构各表推定；多个角色用逗号分开：" + "、".join(ROLES),
        example="考核对象，科室负责人",
    ),
)
BODIES = (
    Column("机构名称", "name", "text", True, example="县直单位领导班子"),
    Column("类别", "kind", "kind", True, note="、".join(KINDS), example="领导班子"),
    Column("所属单位编号", "unit_id", "department", True, example="JG01"),
    Column("服务单位编号", "unit_ids", "departments", note="考核办公室还负责的其他单位，多个用逗号分开", example=""),
)
MEMBERS = (
    Column("机构名称", "body_id", "body", True, note="机构表或系统中已有机构的名称", example="县直单位领导班子"),
    PERSON,
    CHECKED_NAME,
    Column("机构职务", "role", "seat", note="、".join(SEATS) + "；不填即为成员", example="主要负责人"),
    Column("组织考核", "organizer", "yesno", note="是：分管干部人事工作，组织实施考核", example="否"),
    DAY._replace(heading="任职开始", field="date_from", required=False, note="不填即一直以来", example=""),
    DAY._replace(heading="任职结束", field="date_to", required=False, note="不填即至今", example=""),
)

SHEETS = {
    "units": ("单位", UNITS),
    "people": ("人员", PEOPLE),
    "charge": ("分管", CHARGE),
    "bodies": ("机构", BODIES),
    "members": ("机构成员", MEMBERS),
    "accounts": ("账号", ACCOUNTS),
}
"""Kind: (name of the sheet, its columns), in the order in which they are read and written."""
BOOK = "setup.xlsx"
NOTES = "填写说明"
EACH = {kind: f"setup_{kind}.xlsx" for kind in SHEETS if kind != "people"} | {"people": "people.xlsx"}
"""A template of each sheet by itself."""
