{#
  Text as exports really carry it. Blanks beside the common one: no-break, ideographic, zero-width,
  byte-order mark. Empty forms: dashes, slashes, 无, NULL. Both are normal and mean nothing.
#}
{% macro blank_class() -%}
\s\x{0b}\x{a0}\x{1680}\x{2000}-\x{200d}\x{2028}\x{2029}\x{202f}\x{205f}\x{2060}\x{3000}\x{feff}
{%- endmacro %}

{% macro without_blanks(text) -%}
    {{ replaced(text, "[" ~ blank_class() ~ "]+", "") }}
{%- endmacro %}

{% macro null_if_empty_form(text) -%}
    nullif({{ _without_empty_form(text) }}, '')
{%- endmacro %}

{% macro _without_empty_form(text) -%}
    {{ replaced(text, "^([-—–－/／]+|无|(?i:null))$", "") }}
{%- endmacro %}

{#
  Every full-width ASCII form to its half-width one; looked for first, since translate is slow.
#}
{% macro half_width(text) -%}
    case when {{ has_no_full_width(text) }} then {{ text }} else {{ _translated(text) }} end
{%- endmacro %}

{#
  It is looked for by what replaces it: DuckDB computes that once for each value of a column's dictionary,
  but the test of a pattern, and translate, for every row. The words of a million rows are ten times dearer so.
#}
{% macro has_no_full_width(text) -%}
    {{ replaced(text, "[！-～]", "") }} = {{ text }}
{%- endmacro %}

{% macro _translated(text) -%}
    {%- set half = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" -%}
    translate(
        {{ text }},
        '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
        {{ literal(half) }}
    )
{%- endmacro %}

{# A text as it was written, without the blanks around it. #}
{% macro written(text) -%}
    {{ null_if_empty_form(
        replaced(text, "^[" ~ blank_class() ~ "]+|[" ~ blank_class() ~ "]+$", "")
    ) }}
{%- endmacro %}

{#
  What identifies a row: half-width, without any blank. Keys are all different, so here the short way
  pays: what most have needs no normalising. No empty form is taken in by it: none has a digit.
#}
{% macro key_text(text) -%}
    case
        when {{ matches_whole(text, "[0-9A-Za-z]*[0-9][0-9A-Za-z]*") }} then {{ text }}
        else {{ _folded(text) }}
    end
{%- endmacro %}

{% macro _folded(text) -%}
    {{ null_if_empty_form(without_blanks(half_width(text))) }}
{%- endmacro %}

{#
  How names and listed words are compared: as keys, and quotation marks and letter case do not count. The
  cases lie outside, and one replacing in another, so that these too are computed once a dictionary's value.
#}
{% macro match_text(text) -%}
    nullif(
        case when {{ has_no_full_width(text) }} then {{ _compared(text) }} else {{ _compared(_translated(text)) }} end,
        ''
    )
{%- endmacro %}

{% macro _compared(text) -%}
    lower({{ replaced(_without_empty_form(without_blanks(text)), "[\"'“”‘’「」『』]", "") }})
{%- endmacro %}
