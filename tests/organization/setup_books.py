"""The workbook that sets an office up, as an office fills it in: nine people of a unit with three sections."""

import io

import openpyxl

UNITS = ("编号", "名称", "上级编号", "独立单位", "有领导班子", "负责人工号")
PEOPLE = (
    "工号",
    "姓名",
    "生效日期",
    "部门编号",
    "职务",
    "职务类别",
    "政治面貌",
    "班子成员",
    "单位主要负责人",
    "领导职务",
)
CHARGE = ("工号", "姓名", "分管部门编号")
BODIES = ("机构名称", "类别", "所属单位编号")
MEMBERS = ("机构名称", "工号", "姓名", "机构职务", "组织考核")
ACCOUNTS = ("工号", "姓名", "角色")

TEAM, STAFF = "领导班子成员", "中层以下干部"


def person(number, name, place, post, post_class=STAFF, team="否", head="否"):
    return number, name, "2024-01-01", place, post, post_class, "中共党员", team, head, team


def good():
    """{sheet: [headings, row, …]}; the sections come before the unit above them, two people are called 王伟."""
    staff = [
        person("XB01", "周明", "XB", "书记", TEAM, "是", "是"),
        person("XB02", "林国", "XB", "副书记", TEAM, "是"),
        person("XB03", "沈梅", "XB", "副书记", TEAM, "是"),
        person("XB11", "陈刚", "XB-01", "办公室主任", "中层正职"),
        person("XB12", "赵敏", "XB-01", "一级科员"),
        person("XB21", "张军", "XB-02", "组织科科长", "中层正职"),
        person("XB22", "王伟", "XB-02", "一级科员"),
        person("XB31", "吴静", "XB-03", "宣传科科长", "中层正职"),
        person("XB32", "王伟", "XB-03", "一级科员"),
    ]
    return {
        "单位": [
            UNITS,
            ("XB-01", "办公室", "XB", "否", "否", "XB11"),
            ("XB-02", "组织科", "XB", "否", "否", "XB21"),
            ("XB-03", "宣传科", "XB", "否", "否", "XB31"),
            ("XB", "新坝县直机关工委", "", "是", "是", "XB01"),
        ],
        "人员": [PEOPLE, *staff],
        "分管": [CHARGE, ("XB02", "林国", "XB-01，XB-02"), ("XB03", "沈梅", "XB-03")],
        "机构": [BODIES, ("工委领导班子", "领导班子", "XB"), ("工委考核办", "考核办公室", "XB")],
        "机构成员": [
            MEMBERS,
            ("工委领导班子", "XB01", "周明", "主要负责人", "否"),
            ("工委领导班子", "XB02", "林国", "副职", "是"),
            ("工委领导班子", "XB03", "沈梅", "副职", "否"),
            ("工委考核办", "XB11", "陈刚", "主要负责人", "否"),
            ("工委考核办", "XB12", "赵敏", "", "否"),
        ],
        "账号": [ACCOUNTS, *((one[0], one[1], "") for one in staff)],
    }


def book(sheets):
    """The bytes of a workbook."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
