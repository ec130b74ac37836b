"""Chinese, as data; in simplified characters, with the traditional ones that headers have."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

CHINESE = Language(
    code="zh",
    name="Chinese",
    has_spaces=False,
    labels_title="标题|標題",
    labels_date="日期|发布日期|发布时间",
    labels_publisher="来源|來源|媒体",
    labels_url="链接|网址",
    labels_language="语言",
    labels_other="作者|栏目|更新时间",
    dates=r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{4}年",
    magnitudes="万|亿",
    currencies="元|美元|欧元",
    crumbs=(
        Pattern("版权 权利", r".{0,60}(?:版权所有|保留所有权利|保留一切权利).{0,60}"),
        Pattern(
            "未经",
            r".{0,80}未经.{0,10}(?:许可|授权|同意).{0,10}(?:不得|禁止|严禁|请勿).{0,10}(?:转载|使用|复制|摘编).*",
        ),
        Pattern("对外部网站", r".*不对外部网站.*"),
        Pattern("广告", r"广告"),
    ),
    unsaid_crumbs=(Pattern("分享 转发 二维码", r".*(?:分享到|转发到|长按(?:识别)?二维码).*"),),
    links=(Pattern("阅读 新闻", "延伸阅读|相关阅读|阅读更多|更多阅读|相关新闻|点击阅读|阅读全文"),),
    notices="版权所有|保留所有权利|保留一切权利|版权声明",
    credits="图 图片",
    share="分享",
    networks="微信|微博|朋友圈|链接|qq",
    buttons="到 至 复制 打印 收藏 本文 给 好友 或",
    negations="不|没|未|无|非",
    numerals="二|三|四|五|六|七|八|九|十|百|千|万|亿",
)
