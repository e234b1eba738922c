"""The wording of the first template, a paragraph a line; afterwards it is edited in Word.

Our own words: only figures and the order of the sections follow the bulletins of before.
"""

from __future__ import annotations

TEXT = (
    ("公文正文", "{%p if 红头 %}"),
    ("发文机关标志", "{{ 红头 }}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 签发人 %}"),
    ("发文字号和签发人", "{{ 发文字号 }}\t签发人：{{ 签发人 }}"),
    ("公文正文", "{%p elif 发文字号 %}"),
    ("发文字号", "{{ 发文字号 }}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 红头 %}"),
    ("版头分隔线", ""),
    ("公文正文", "{%p endif %}"),
    (
        "公文标题",
        '关于{{ 周期 }}{% if 设有("tickets") %}12345热线运行'
        "{% if 设有政务服务 %}\n和{% endif %}{% endif %}"
        "{% if 设有政务服务 %}政务服务{% endif %}情况的通报",
    ),
    ("主送机关", "{{ 主送 }}："),
    (
        "公文正文",
        '为进一步提高{% if 设有("tickets") %}热线办理'
        "{% if 设有政务服务 %}和{% endif %}{% endif %}"
        "{% if 设有政务服务 %}政务服务{% endif %}水平，"
        '现将{{ 周期 }}{{ 区域 }}{% if 设有("tickets") %}12345便民服务热线运行'
        "{% if 设有政务服务 %}和{% endif %}{% endif %}"
        "{% if 设有政务服务 %}政务服务{% endif %}情况通报如下。"
        "数据统计范围为{{ 统计范围 }}，办理状态以{{ 统计时点 }}为准。",
    ),
    (
        "一级标题",
        '{{ 章() }}{% if 设有("cases") %}办件统计{% elif 设有政务服务 %}业务统计'
        "{% else %}热线办理{% endif %}情况及存在问题",
    ),
    ("公文正文", '{%p if 提及("tickets.total") %}'),
    ("二级标题", "{{ 节() }}12345便民服务热线运行情况"),
    ("公文正文", '{%p if 有("tickets.total") %}'),
    (
        "公文正文",
        '{{ 本期 }}共受理群众诉求{{ 数("tickets.total") }}{{ 增减("tickets.total") }}。'
        "{% if 诉求分类 %}{{ 诉求分类 }}。{% endif %}{{ 诉求升降 }}",
    ),
    ("公文正文", "{%p else %}"),
    ("公文正文", '{{ 本期 }}没有受理群众诉求，{{ 上期 }}受理{{ 上期数("tickets.total") }}。'),
    ("公文正文", "{%p endif %}"),
    ("公文正文", '{%p if 有("orders.received") %}'),
    (
        "公文正文",
        '转交各单位承办的工单{{ 数("orders.received") }}{{ 增减("orders.received") }}。'
        "{{ 工单承办单位 }}"
        '{% if 有("orders.finished") %}截至统计时点，已办结{{ 数("orders.finished") }}，'
        '办结率{{ 数("orders.finish_rate") }}{{ 增减("orders.finish_rate") }}。'
        "{% else %}截至统计时点，均未办结。{% endif %}"
        '{% if 有("orders.satisfaction") %}已评价的工单{{ 分母("orders.satisfaction") }}件，'
        '其中满意{{ 分子("orders.satisfaction") }}件，'
        '群众满意率{{ 数("orders.satisfaction") }}{{ 增减("orders.satisfaction") }}。{% endif %}'
        '各单位办结情况见{{ 附件("各单位办结诉求统计表") }}。',
    ),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", '{%p if 提及("cases.total") %}'),
    ("二级标题", "{{ 节() }}政务服务事项办件情况"),
    ("公文正文", '{%p if 有("cases.total") %}'),
    (
        "公文正文",
        '{{ 本期 }}{{ 区域 }}政务服务总办件量{{ 数("cases.total") }}{{ 增减("cases.total") }}。'
        "{% if 办理渠道 %}其中，{{ 办理渠道 }}。{% endif %}"
        "{% if 服务方式 %}按服务方式统计（同一办件可计入多项），{{ 服务方式 }}。{% endif %}"
        '{{ 服务方式升降 }}各分类事项办件量见{{ 附件("各分类事项办件量统计表") }}。',
    ),
    (
        "公文正文",
        '{{ 部门办件 }}{{ 乡镇办件 }}{{ 各单位 }}办件量见{{ 附件("各乡镇各部门办件量统计表") }}。',
    ),
    ("公文正文", "{%p else %}"),
    ("公文正文", '{{ 本期 }}没有政务服务办件，{{ 上期 }}办件{{ 上期数("cases.total") }}。'),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", '{%p if 提及("licenses.total") %}'),
    ("二级标题", "{{ 节() }}电子证照入库情况"),
    ("公文正文", '{%p if 有("licenses.total") %}'),
    (
        "公文正文",
        '{{ 本期 }}入库电子证照{{ 数("licenses.total") }}{{ 增减("licenses.total") }}；'
        '涉及{{ 数字("licenses.departments") }}个部门（单位）、{{ 数字("licenses.types") }}类证照。'
        '{{ 入库单位 }}入库明细见{{ 附件("电子证照入库统计表") }}。',
    ),
    ("公文正文", "{%p else %}"),
    ("公文正文", '{{ 本期 }}没有电子证照入库，{{ 上期 }}入库{{ 上期数("licenses.total") }}。'),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", '{%p if 提及("evaluations.total") %}'),
    ("二级标题", "{{ 节() }}“好差评”评价情况"),
    ("公文正文", '{%p if 有("evaluations.total") %}'),
    (
        "公文正文",
        '{{ 本期 }}政务服务“好差评”系统收到评价{{ 数("evaluations.total") }}'
        '{{ 增减("evaluations.total") }}。{% if 评价构成 %}其中，{{ 评价构成 }}。{% endif %}'
        '{% if 有("evaluations.negative") %}差评{{ 数("evaluations.negative") }}'
        '{{ 增减("evaluations.negative") }}，已整改{{ 分子("evaluations.rectified_rate") }}条，'
        '整改率{{ 数("evaluations.rectified_rate") }}。'
        '{% else %}没有差评{% if 上期有("evaluations.negative") %}，'
        '{{ 上期 }}为{{ 上期数("evaluations.negative") }}{% endif %}'
        '{% if 数字("evaluations.rectified_rate")|string %}；'
        '整改率{{ 数("evaluations.rectified_rate") }}{% endif %}。{% endif %}',
    ),
    ("公文正文", "{%p else %}"),
    ("公文正文", '{{ 本期 }}没有收到评价，{{ 上期 }}收到{{ 上期数("evaluations.total") }}。'),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p endif %}"),
    ("二级标题", "{{ 节() }}存在问题"),
    ("公文正文", '{%p if 有("orders.sign_overdue") %}'),
    (
        "公文正文",
        "{{ 条() }}工单签收不够及时。"
        '超时签收工单{{ 数("orders.sign_overdue") }}{{ 增减("orders.sign_overdue") }}。'
        "{{ 超时签收单位 }}",
    ),
    ("公文正文", "{%p endif %}"),
    ("公文正文", '{%p if 有("orders.finish_overdue") %}'),
    (
        "公文正文",
        "{{ 条() }}工单办结不够及时。"
        '超时办结工单{{ 数("orders.finish_overdue") }}{{ 增减("orders.finish_overdue") }}。'
        "{{ 超时办结单位 }}",
    ),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 低满意率单位 %}"),
    ("公文正文", "{{ 条() }}部分单位群众满意率偏低。{{ 低满意率单位 }}"),
    ("公文正文", "{%p endif %}"),
    (
        "公文正文",
        "{{ 条() }}〔由经办人填写：数据反映不出的问题"
        '{% if 设有("tickets") %}，如工单推诿、答复质量{% endif %}；没有则删除本段〕',
    ),
    ("一级标题", "{{ 章() }}工作开展情况"),
    ("公文正文", "〔由经办人填写：{{ 本期 }}开展的主要工作〕"),
    ("一级标题", "{{ 章() }}工作建议"),
    ("公文正文", "〔由经办人填写：针对上述问题的工作建议〕"),
    ("公文正文", "{%p if 附件1 %}"),
    ("公文正文", ""),
    ("附件说明首行", "附件：1.\t{{ 附件1 }}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 附件2 %}"),
    ("附件说明", "2.\t{{ 附件2 }}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 附件3 %}"),
    ("附件说明", "3.\t{{ 附件3 }}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 附件4 %}"),
    ("附件说明", "4.\t{{ 附件4 }}"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", ""),
    ("公文正文", ""),
    ("发文机关署名", "{{ 发文机关 }}"),
    ("成文日期", "{{ 成文年月 }}〔由经办人填写〕日"),
    ("公文正文", "{%p if 版本 %}"),
    ("附注", "（{{ 周期 }}通报，版本{{ 版本 }}）"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 抄送 %}"),
    ("版记抄送", "抄送：{{ 抄送 }}。"),
    ("公文正文", "{%p endif %}"),
    ("公文正文", "{%p if 印发 %}"),
    ("版记印发", "{{ 印发 }}\t{{ 成文年月 }}〔由经办人填写〕日印发"),
    ("公文正文", "{%p endif %}"),
)
"""Style and text of each paragraph; what stands in 〔〕 is left to a person, and marked."""
