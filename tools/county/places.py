"""Units: 12 townships and 29 county organs, with their sections and the titles of their leaders."""

from typing import NamedTuple


class Unit(NamedTuple):
    """``titles``: of the leadership team, the head first; ``size``: people without it."""

    key: str
    code: str
    name: str
    kind: str
    group: str
    titles: tuple
    sections: tuple
    size: int = 4
    rank: str = "section_head"
    identity: str = "civil_servant"
    staffing: str = "administrative"


ROOT = ("yunling", "YL", "云岭县")
GROUPS = (
    ("party", "党群口"), ("law", "政法口"), ("economy", "综合经济口"), ("agriculture", "农业农村口"),
    ("society", "社会事业口"), ("township", "乡镇口"),
)  # fmt: skip

TOWNSHIPS = (
    ("chengguan", "城关镇"), ("baishi", "白石镇"), ("qingxi", "青溪镇"), ("longtan", "龙潭镇"), ("pingba", "平坝镇"),
    ("dahe", "大河镇"), ("liushu", "柳树镇"), ("shuangqiao", "双桥乡"), ("hongyan", "红岩乡"), ("maan", "马鞍乡"),
    ("shiyang", "石羊彝族乡"), ("cuiping", "翠屏苗族乡"),
)  # fmt: skip
TOWNSHIP_SECTIONS = ("党政综合办公室", "党建工作办公室", "经济发展办公室", "社会事务办公室", "综合行政执法队")


def township(number, key, name):
    mayor = ("镇" if name.endswith("镇") else "乡") + "长"
    titles = (
        "党委书记", f"党委副书记、{mayor}", "人大主席", "党委副书记", "党委委员、纪委书记", f"党委委员、副{mayor}",
        "党委委员、组织委员",
    )  # fmt: skip
    return Unit(key, f"YL{number:02d}", name, "township", "township", titles, TOWNSHIP_SECTIONS, 5)


TITLES = {
    "bureau": "党组书记、局长|党组成员、副局长|党组成员、副局长|党组成员、纪检组长",
    "ministry": "部长|常务副部长|副部长|副部长",
    "office": "主任|副主任|副主任|党组成员",
    "discipline": "书记、监委主任|副书记、监委副主任|副书记|常委",
    "law": "书记|常务副书记|副书记|副书记",
    "police": "党委书记、局长|党委副书记、政委|党委委员、副局长|党委委员、副局长",
    "media": "主任|总编辑|副主任",
    "school": "常务副校长|副校长|副校长",
    "congress": "办公室主任|法工委主任|财经工委主任",
    "council": "秘书长|提案委主任|文史委主任",
    "court": "院长|副院长|副院长|政治部主任",
    "prosecution": "检察长|副检察长|副检察长|政治部主任",
    "union": "党组书记、常务副主席|副主席|副主席",
    "organ": "",
}
# key, name, kind, group, titles of the team, sections, people without the team, rank of the head
ORGANS = """
jiwei 县纪委监委 department party discipline 办公室|党风政风监督室|案件审理室 5 county_deputy
xianweiban 县委办公室 department party office 秘书股|综合股|督查股 5 county_deputy
zuzhibu 县委组织部 department party ministry 办公室|干部股|干部监督股 5 county_deputy
xuanchuanbu 县委宣传部 department party ministry 办公室|理论股|新闻股 4 county_deputy
tongzhanbu 县委统战部 department party ministry 办公室|民族宗教股 4 county_deputy
zhengfawei 县委政法委 department law law 办公室|综治督导股 4 county_deputy
jiguangongwei 中共云岭县委直属机关工作委员会 department party organ - 0 section_head
zhengfuban 县政府办公室 department economy office 秘书股|综合股|信息股 5 section_head
fagaiju 县发展和改革局 department economy bureau 办公室|项目股|规划股 5 section_head
gongxinju 县工业和信息化局 department economy bureau 办公室|产业股 4 section_head
caizhengju 县财政局 department economy bureau 办公室|预算股|国库股 5 section_head
jiaotiju 县教育体育局 department society bureau 办公室|基础教育股|体育股 5 section_head
minzhengju 县民政局 department society bureau 办公室|社会救助股 4 section_head
rensheju 县人力资源和社会保障局 department society bureau 办公室|公务员股|就业股 5 section_head
weijianju 县卫生健康局 department society bureau 办公室|医政股 4 section_head
zhujianju 县住房和城乡建设局 department economy bureau 办公室|城建股|房产股 4 section_head
ziranju 县自然资源局 department agriculture bureau 办公室|耕地保护股 4 section_head
nongyeju 县农业农村局 department agriculture bureau 办公室|种植业股|畜牧股 5 section_head
shuiliju 县水利局 department agriculture bureau 办公室|河长制工作股 4 section_head
yingjiju 县应急管理局 department economy bureau 办公室|安全监管股 4 section_head
gonganju 县公安局 department law police 指挥中心|法制大队|治安大队 6 county_deputy
sifaju 县司法局 department law bureau 办公室|法治调研股 4 section_head
rongmeiti 县融媒体中心 institution party media 办公室|采编部 4 section_head
dangxiao 县委党校 institution party school 办公室|教研室 4 section_head
renda 县人大常委会机关 congress party congress 秘书股|代表工作股 4 section_head
zhengxie 县政协机关 congress party council 秘书股|提案股 4 section_head
fayuan 县人民法院 court law court 综合办公室|立案庭|民事审判庭 4 county_deputy
jianchayuan 县人民检察院 court law prosecution 综合办公室|第一检察部 4 county_deputy
zonggonghui 县总工会 mass party union 办公室|权益保障部 4 section_head
"""
STATUS = {
    "institution": ("institution", "institution"),
    "court": ("civil_servant", "judicial"),
    "mass": ("reference", "reference"),
}


def units():
    """All 41 units in the order of their codes: townships YL01 … YL12, organs YL21 … YL49."""
    found = [township(number, key, name) for number, (key, name) in enumerate(TOWNSHIPS, 1)]
    for number, line in enumerate(ORGANS.split("\n")[1:-1], 21):
        key, name, kind, group, titles, sections, size, rank = line.split()
        identity, staffing = STATUS.get(kind, ("civil_servant", "judicial" if key == "gonganju" else "administrative"))
        titles = tuple(filter(None, TITLES[titles].split("|")))
        unit = Unit(key, f"YL{number}", name, kind, group, titles, _sections(sections), int(size))
        found.append(unit._replace(rank=rank, identity=identity, staffing=staffing))
    return found


def _sections(text):
    return ORGAN_SECTIONS if text == "-" else tuple(text.split("|"))


ORGAN_SECTIONS = ("办公室", "组织科", "宣传科", "机关纪检监察工委", "群工科")
ORGAN = "jiguangongwei"
"""The unit that runs scheme S0."""
