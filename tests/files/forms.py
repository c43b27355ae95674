"""Appointment form files as public readers describe them, and hostile ones."""

import base64
import io
import zipfile

from PIL import Image


def picture(colour=(120, 140, 200), size=(120, 160), kind="JPEG"):
    """A photograph."""
    result = io.BytesIO()
    Image.new("RGB", size, colour).save(result, kind)
    return result.getvalue()


def form(text="", name="李明", photo=None, **more):
    """The bytes of a file: ``text`` inside the root, after a name."""
    parts = [f"<XingMing>{name}</XingMing>"]
    parts += [f"<{key}>{value}</{key}>" for key, value in more.items()]
    if photo is not None:
        parts.append(f"<ZhaoPian>{base64.b64encode(photo).decode()}</ZhaoPian>")
    return f'<?xml version="1.0" encoding="utf-8"?><Person>{"".join(parts)}{text}</Person>'.encode()


def package(**files):
    """A .zip of ``files``: {name: content}."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name.replace("__", "."), content)
    return result.getvalue()


MET = (
    "\ufeff"
    """<?xml version="1.0" encoding="utf-8"?>
<Person>
  <Version>3.2.1.16</Version>
  <XingMing>李　明</XingMing>
  <XingBie> 男 </XingBie>
  <ChuShengNianYue>1975.03</ChuShengNianYue>
  <DaoLingNianYue>203503</DaoLingNianYue>
  <ZhengZhiMianMao>中共党员</ZhengZhiMianMao>
  <MinZu>彝
  族</MinZu>
  <RuDangShiJian>199806</RuDangShiJian>
  <CanJiaGongZuoShiJian>1996.07.15</CanJiaGongZuoShiJian>
  <QuanRiZhiJiaoYu_XueLi>大学</QuanRiZhiJiaoYu_XueLi>
  <QuanRiZhiJiaoYu_XueWei>农学学士</QuanRiZhiJiaoYu_XueWei>
  <QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>云州农学院农学系农学专业</QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi>
  <JianLi>1992.09--1996.07  云州农学院农学系农学专业学习

1996.07—2005.04  城关镇农业技术推广站
                 技术员
                  （其间：1999.09--2002.07 省委党校在职大学学习）
2005.04--         县农业局副局长</JianLi>
  <JiaTingChengYuan>
    <Item><ChengWei>妻子</ChengWei><XingMing>王 芳</XingMing><ChuShengRiQi>1977.11</ChuShengRiQi>
          <ZhengZhiMianMao>群众</ZhengZhiMianMao><GongZuoDanWeiJiZhiWu>城关镇
中心小学教师</GongZuoDanWeiJiZhiWu></Item>
    <Item><ChengWei/><XingMing/><ChuShengRiQi/><ZhengZhiMianMao/><GongZuoDanWeiJiZhiWu/></Item>
  </JiaTingChengYuan>
</Person>
"""
).encode()
"""A byte-order mark, another order, missing and strange elements, dots in dates, blanks, line breaks, an empty item, no
photograph."""
