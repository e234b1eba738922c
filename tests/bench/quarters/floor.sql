-- The floor: the four attachments of 2023Q2 from UTF-8 CSV, the newest row of each key, and nothing else:
-- no lake, no accounting of rows, no orchestration, no checks. Run from the folder that `raw` and `units.csv`
-- are named in by the variables.
create temp table spellings as
select
    unnest(string_split(concat_ws('|', name, aliases), '|')) as spelling,
    row_number() over () as listing,
    name,
    kind
from read_csv(getvariable('units'), all_varchar = false, parallel = false);

create macro word(written) as
    trim(replace(replace(written, '（', '('), '）', ')'), ' 　');

create macro moment(written) as
    case
        when length(written) = 19 and written[5] = '-' then try_cast(written as timestamp)
        else try_strptime(trim(written), [
            '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M', '%Y年%m月%d日 %H时%M分', '%Y-%m-%dT%H:%M:%S+08:00'
        ])
    end;

create macro age(file) as
    regexp_extract(file, '([0-9]{8}T[0-9]{6})[.]csv$', 1);

create macro rate(part, whole) as
    cast(cast((20000 * part + whole) // nullif(2 * whole, 0) as decimal(18, 2)) * 0.01 as decimal(18, 2));

create temp table cases as
with newest as (
    select
        arg_max(
            struct_pack(
                at := moment("受理时间"),
                unit := "办理单位",
                channel := "办理渠道",
                kind := "通办类型",
                zero := "零材料" = '是',
                tolerant := "容缺受理" = '是',
                commitment := "告知承诺" = '是',
                one := "一证通办" = '是'
            ),
            age(filename)
        ) as r
    from read_csv(
        getvariable('raw') || '/cases/**/*.csv', all_varchar = true, header = true, filename = true, union_by_name = true
    )
    where "办件编号" is not null and moment("受理时间") is not null
    group by "办件编号"
),

counted as (
    select
        r.at >= '2023-04-01' as is_now,
        r.unit as written,
        r.channel as channel,
        count(*) as cases,
        count(*) filter (where r.kind = '跨省通办') as cross_province,
        count(*) filter (where r.kind = '区内通办') as cross_region,
        count(*) filter (where r.zero) as zero_material,
        count(*) filter (where r.tolerant) as tolerant,
        count(*) filter (where r.commitment) as commitment,
        count(*) filter (where r.one) as one_license
    from newest
    where r.at >= '2023-01-01' and r.at < '2023-07-01'
    group by all
)

select counted.*, spellings.*
from counted
left join spellings on word(counted.written) = spellings.spelling;

create temp table categories as
select *
from (values
    (1, '总办件量', null), (2, '政务大厅', '政务大厅'), (3, '乡镇(街道)便民服务中心', '乡镇便民服务中心'),
    (4, '“我的宁夏”APP', '“我的宁夏”APP'), (5, '网上办理', '网上办理'), (6, '村级便民服务站', '村级便民服务站'),
    (7, '自助终端', '自助终端'), (8, '跨省通办', null), (9, '区内通办', null), (10, '零材料', null),
    (11, '容缺受理', null), (12, '告知承诺', null), (13, '一证通办', null)
) as categories (line, category, channel);

create temp table attachment_2 as
with chosen as (
    select
        categories.line,
        categories.category,
        cases.is_now,
        case categories.line
            when 8 then cases.cross_province
            when 9 then cases.cross_region
            when 10 then cases.zero_material
            when 11 then cases.tolerant
            when 12 then cases.commitment
            when 13 then cases.one_license
            else cases.cases
        end as counted
    from categories
    left join cases on categories.channel is null or word(cases.channel) = categories.channel
),

sums as (
    select
        line,
        category,
        coalesce(sum(counted) filter (where is_now), 0)::bigint as cases,
        coalesce(sum(counted) filter (where not is_now), 0)::bigint as before
    from chosen
    group by all
)

select
    line as "序号",
    category as "分类",
    cases as "办件量",
    rate(cases, max(cases) filter (where line = 1) over ()) as "占总办件量(%)",
    before as "上季度办件量",
    case when cases >= before then 1 else -1 end * rate(abs(cases - before), before) as "环比(%)"
from sums
order by line;

create temp table attachment_3 as
with roster as (
    select distinct listing, name, kind, if(kind = 'department', 1, 2) as class from spellings
    where kind in ('department', 'township')
),

lines as (
    select roster.class, roster.listing, roster.name, coalesce(sum(cases.cases), 0)::bigint as cases
    from roster
    left join cases
        on roster.name = cases.name
        and cases.is_now
        and word(cases.channel) = if(roster.class = 1, '政务大厅', '乡镇便民服务中心')
    group by all
    union all
    select 3, listing, coalesce(name, word(written)), sum(cases)::bigint
    from cases
    where is_now and coalesce(kind, 'other') not in ('department', 'township')
    group by all
),

ranked as (
    select
        *,
        row_number() over (order by class, cases desc, listing nulls last, name) as line,
        rank() over (partition by class order by cases desc) as place,
        rate(cases, sum(cases) over (partition by class)) as share
    from lines
),

closed as (
    select class, line as listed, name, cases, share, place from ranked
    union all
    select class, null, '合计', sum(cases)::bigint, rate(sum(cases), sum(cases)), null from ranked group by class
)

select
    listed as "序号",
    ['部门', '乡镇(街道)', '其他'][class] as "类别",
    name as "单位",
    cases as "办件量",
    share as "占同类(%)",
    place as "排名"
from closed
order by class, listed nulls last;

create temp table attachment_4 as
with newest as (
    select arg_max(struct_pack(at := moment("入库时间"), unit := "颁发单位", type := "证照类型"), age(filename)) as r
    from read_csv(
        getvariable('raw') || '/licenses/**/*.csv', all_varchar = true, header = true, filename = true, union_by_name = true
    )
    where "证照标识" is not null and moment("入库时间") is not null
    group by "证照标识"
),

counted as (
    select word(r.unit) as unit, r.type as type, count(*) as licenses
    from newest
    where r.at >= '2023-04-01' and r.at < '2023-07-01'
    group by all
),

named as (
    select coalesce(spellings.name, counted.unit) as name, spellings.listing, counted.type, sum(licenses)::bigint as licenses
    from counted
    left join spellings on counted.unit = spellings.spelling
    group by all
),

units as (
    select name, sum(licenses)::bigint as unit_licenses, rank() over (order by sum(licenses) desc) as place
    from named
    group by name
),

ranked as (
    select
        row_number() over (order by place, listing nulls last, name, licenses desc, type) as line,
        name,
        type,
        licenses,
        unit_licenses,
        place
    from named
    inner join units using (name)
),

closed as (
    from ranked
    union all
    select null, '合计', null, sum(licenses)::bigint, sum(licenses)::bigint, null from ranked
)

select
    line as "序号",
    name as "颁发单位",
    type as "证照类型",
    licenses as "入库数量",
    unit_licenses as "单位合计",
    place as "单位排名"
from closed
order by line nulls last;

create temp table attachment_1 as
with newest as (
    select
        arg_max(
            struct_pack(
                at := moment("受理时间"),
                unit := "承办单位",
                sign_due := moment("签收时限"),
                signed := moment("签收时间"),
                finish_due := coalesce(moment("延期后时限"), moment("办结时限")),
                extended := moment("延期后时限") is not null,
                finished := moment("办结时间"),
                visited := moment("回访时间"),
                back := coalesce(try_cast(translate("退单次数", '０１２３４５６７８９', '0123456789') as bigint), 0),
                rating := "满意度"
            ),
            age(filename)
        ) as r
    from read_csv(
        getvariable('raw') || '/tickets/**/*.csv', all_varchar = true, header = true, filename = true, union_by_name = true
    )
    where "工单编号" <> '-'
        and moment("受理时间") is not null
        and trim(trim("诉求类型"), '类') in ('求助', '咨询', '投诉', '建议', '举报', '表扬')
    group by "工单编号"
),

orders as (
    select
        word(r.unit) as unit,
        r.*,
        coalesce(r.signed < '2023-07-01', false) as is_signed,
        coalesce(r.finished < '2023-07-01', false) as is_finished,
        coalesce(coalesce(r.visited, r.finished) < '2023-07-01', true) as has_spoken
    from newest
    where r.at >= '2023-04-01' and r.at < '2023-07-01' and word(r.unit) not in ('-', '—', '/', '无')
),

counted as (
    select
        coalesce(spellings.name, orders.unit) as name,
        spellings.listing,
        count(*) as received,
        count(*) filter (where is_signed) as signed,
        count(*) filter (where if(is_signed, signed > sign_due, sign_due < '2023-07-01')) as sign_overdue,
        count(*) filter (where is_finished) as finished,
        count(*) filter (where if(is_finished, finished > finish_due, finish_due < '2023-07-01')) as finish_overdue,
        count(*) filter (where extended) as extended,
        sum(back)::bigint as sent_back,
        count(*) filter (
            where has_spoken
            and rating in ('非常满意', '很满意', '满意', '基本满意', '一般', '一般满意', '不满意', '非常不满意', '很不满意')
        ) as rated,
        count(*) filter (
            where has_spoken and rating in ('非常满意', '很满意', '满意', '基本满意', '一般', '一般满意')
        ) as satisfied
    from orders
    left join spellings on orders.unit = spellings.spelling
    group by all
),

closed as (
    select row_number() over (order by received desc, listing nulls last, name) as line, * exclude (listing)
    from counted
    union all
    select
        null, '合计', sum(received)::bigint, sum(signed)::bigint, sum(sign_overdue)::bigint, sum(finished)::bigint,
        sum(finish_overdue)::bigint, sum(extended)::bigint, sum(sent_back)::bigint, sum(rated)::bigint,
        sum(satisfied)::bigint
    from counted
)

select
    line as "序号",
    name as "承办单位",
    received as "受理工单数",
    signed as "签收数",
    sign_overdue as "超时签收数",
    rate(sign_overdue, received) as "超时签收率(%)",
    finished as "办结数",
    rate(finished, received) as "办结率(%)",
    finish_overdue as "超时办结数",
    rate(finish_overdue, received) as "超时办结率(%)",
    extended as "延期数",
    sent_back as "退单数",
    rated as "评价数",
    satisfied as "满意数",
    rate(satisfied, rated) as "满意率(%)"
from closed
order by line nulls last;
