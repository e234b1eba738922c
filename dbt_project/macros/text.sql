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
    nullif({{ replaced(text, "^([-—–－/／]+|无|(?i:null))$", "") }}, '')
{%- endmacro %}

{# Every full-width ASCII form to its half-width one; looked for first, since translate is slow. #}
{% macro half_width(text) -%}
    {%- set half = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" -%}
    case when not {{ matches(text, "[！-～]") }} then {{ text }} else translate(
        {{ text }},
        '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
        {{ literal(half) }}
    ) end
{%- endmacro %}

{# A text as it was written, without the blanks around it. #}
{% macro written(text) -%}
    case when {{ is_plain_name(text) }} then {{ text }} else {{ null_if_empty_form(
        replaced(text, "^[" ~ blank_class() ~ "]+|[" ~ blank_class() ~ "]+$", "")
    ) }} end
{%- endmacro %}

{#
  The plainest forms, which most cells have and no normalising would change: looked for first, since
  that is several times faster. Neither takes in an empty form: 无 is one character, NULL has no digit.
#}
{% macro is_plain_name(text) -%} {{ matches_whole(text, "\\p{Han}{2,}") }} {%- endmacro %}
{% macro is_plain_key(text) -%} {{ matches_whole(text, "[0-9A-Za-z]*[0-9][0-9A-Za-z]*") }} {%- endmacro %}

{# What identifies a row: half-width, without any blank. #}
{% macro key_text(text) -%}
    case when {{ is_plain_key(text) }} then {{ text }} else {{ _folded(text) }} end
{%- endmacro %}

{% macro _folded(text) -%}
    {{ null_if_empty_form(without_blanks(half_width(text))) }}
{%- endmacro %}

{# How names and listed words are compared: as keys, and quotation marks and letter case do not count. #}
{% macro match_text(text) -%}
    case
        when {{ is_plain_name(text) }} then {{ text }}
        else lower(nullif({{ replaced(_folded(text), "[\"'“”‘’「」『』]", "") }}, ''))
    end
{%- endmacro %}
