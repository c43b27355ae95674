"""People of 县直机关工委, the unit that runs scheme S0. Written by hand: the demo and its logins stand on these."""

from typing import NamedTuple


class Hand(NamedTuple):
    """A person written by hand. ``login`` is the password as well; ``section``: its number, 0 is the unit itself."""

    login: str
    name: str
    sex: str
    born: str
    ethnicity: str
    party: str
    since: str
    rank: str
    rank_since: str
    section: int
    post_class: str
    post: str
    leader: str
    groups: str
    led: tuple
    duties: str
    head: bool = False


# login, name, sex, born, people, party, post since, rank, since;
#     section, post class, post, leader in charge, roles, sections led, duties
LEADERS = """
zhoumingyuan 周明远 male 1970-03 汉族 cpc_member 2021-06-18 section_head 2016-08
    0 team 书记 - leader,decider - 主持县直机关工委全面工作
linguodong 林国栋 male 1974-11 汉族 cpc_member 2020-04-09 section_deputy 2020-04
    0 team 常务副书记 - leader,decider 1,2 协助书记工作，分管干部人事、办公室、组织科
shenxuemei 沈雪梅 female 1978-05 白族 cpc_member 2021-09-27 section_deputy 2021-09
    0 team 副书记 - leader,decider 3,4,5 分管宣传科、机关纪检监察工委、群工科
ouyangzhenhua 欧阳振华 male 1976-08 汉族 cpc_member 2022-03-15 section_deputy 2019-12
    0 team 工委委员、机关纪检监察工委书记 - decider - 主持机关纪检监察工委工作
"""

SUBJECTS = """
chenzhigang 陈志刚 male 1979-02 汉族 cpc_member 2019-07-22 chief_1 2019-06
    1 mid_head 办公室主任 linguodong officer,section_head - 主持办公室工作，承担机关考核具体事务
lixiaoyan 李晓燕 female 1984-09 汉族 cpc_member 2021-03-10 chief_3 2021-03
    1 mid_deputy 办公室副主任 linguodong user - 负责文稿起草、信息报送
wangwei 王伟 male 1988-06 汉族 cpc_member 2022-11-08 chief_4 2022-11
    1 staff 办公室四级主任科员 linguodong user - 负责机要、档案、财务
zhaomin 赵敏 female 1995-12 汉族 cpc_member 2022-08-01 clerk_1 2022-08
    1 staff 办公室一级科员 linguodong officer - 负责考核材料的收集、归档
zhangjianjun 张建军 male 1977-10 汉族 cpc_member 2020-05-19 chief_1 2019-06
    2 mid_head 组织科科长 linguodong section_head - 主持组织科工作，负责县直机关党组织建设
liuyang 刘洋 male 1986-04 土家族 cpc_member 2024-03-01 chief_3 2023-12
    2 mid_deputy 组织科副科长 linguodong user - 负责党员发展、党费管理
ayiguli 阿依古丽·买买提 female 1987-01 维吾尔族 cpc_member 2021-12-06 chief_2 2021-12
    2 staff 组织科二级主任科员 linguodong user - 负责党员教育培训
yangxiuying 杨秀英 female 1980-07 彝族 cpc_member 2021-01-14 chief_1 2020-12
    3 mid_head 宣传科科长 shenxuemei section_head - 主持宣传科工作，负责意识形态、精神文明建设
huangwenbo 黄文博 male 1990-03 汉族 cpc_member 2023-06-12 chief_4 2022-06
    3 mid_deputy 宣传科副科长 shenxuemei user - 负责理论学习、新闻宣传
situjing 司徒婧 female 1996-05 汉族 masses 2022-08-01 clerk_1 2022-08
    3 staff 宣传科一级科员 shenxuemei user - 负责机关网站、新媒体
maguoqiang 马国强 male 1981-09 回族 cpc_member 2020-10-26 chief_2 2020-10
    4 mid_head 机关纪检监察工委副书记 shenxuemei section_head - 负责机关纪检监察工委日常工作
wujing 吴静 female 1989-11 汉族 cpc_member 2024-09-02 chief_3 2023-07
    4 staff 机关纪检监察工委三级主任科员 shenxuemei user - 负责监督检查、信访受理
luoyulan 罗玉兰 female 1982-12 苗族 cpc_member 2022-05-30 chief_2 2021-06
    5 mid_head 群工科科长 shenxuemei section_head - 主持群工科工作，负责机关工会、青年、妇女工作
"""


def people():
    """The four leaders, the first of them the head, and the thirteen subjects of S0."""
    words = (LEADERS + SUBJECTS).split()
    for first in range(0, len(words), 16):
        row = [word.removeprefix("-") if word == "-" else word for word in words[first : first + 16]]
        led = tuple(int(number) for number in row[14].split(",") if number)
        yield Hand(*row[:9], int(row[9]), *row[10:14], led, row[15], head=first == 0)


# former posts of those who moved: login, from, unit, section, post, class, rank, leader
FORMER = (
    ("liuyang", "2019-08-05", "chengguan", 2, "党建工作办公室科员", "staff", "clerk_1", ""),
    ("wujing", "2020-07-13", "jiguangongwei", 2, "组织科四级主任科员", "staff", "chief_4", "linguodong"),
    ("huangwenbo", "2018-09-03", "xuanchuanbu", 2, "理论股科员", "staff", "clerk_1", ""),
    ("chenzhigang", "2016-04-11", "jiguangongwei", 1, "办公室副主任", "mid_deputy", "chief_3", "linguodong"),
)

# logins of other units: unit, place in its list of people (the leadership team comes first), login, name, sex, role
OUTSIDE = (
    ("zuzhibu", 5, "sunliping", "孙立平", "male", "manager"),
    ("zuzhibu", 6, "gaojie", "高洁", "female", "auditor"),
    ("jiwei", 5, "leiming", "雷鸣", "male", "discipline"),
)

HISTORY = {  # annual grades of 2023 and 2024; whoever is not named was 称职
    "chenzhigang": ("优秀", "称职"),
    "zhangjianjun": ("称职", "优秀"),
    "yangxiuying": ("优秀", "称职"),
    "luoyulan": ("称职", "优秀"),
    "linguodong": ("优秀", "称职"),
}
