{#
  Text as exports really carry it. Blanks beside the common one: no-break, ideographic, zero-width, marks of
  direction, byte-order mark. Empty forms: dashes, slashes, 无, NULL, nan and their like. A value may come
  wrapped: ="…", a leading ' or `, a trailing .0 of a whole number. All are normal and mean nothing.
#}
{% macro blank_class() -%}
\s\x{0b}\x{1c}-\x{1f}\x{85}\x{a0}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}\x{2060}\x{2066}-\x{2069}\x{3000}\x{feff}
{%- endmacro %}

{% macro without_blanks(text) -%}
    {{ replaced(text, "[" ~ blank_class() ~ "]+", "") }}
{%- endmacro %}

{# What stands for no value, as a pattern of the whole text; in full width, too. #}
{% macro empty_form() -%}
    {{ return("[-‐-―−─－/／]+|无|\\\\[Nn]|(?i:null|nan|nat|none|n/a|<na>|[(<\\[（](?:null|ｎｕｌｌ)[)>\\]）]|ｎｕｌｌ|ｎａｎ|ｎｏｎｅ)") }}
{%- endmacro %}

{# A whole number without the .0 that a floating one ends in, and nothing for an empty form. #}
{% macro _without_empty_form(text) -%}
    {{ replaced(text, "^([0-9]+)[.]0+$|^(?:" ~ empty_form() ~ ")$", "\\1") }}
{%- endmacro %}

{#
  Whether what was read, or what is left of it, says that the value is not known: an error cell. How it begins is
  asked first, in order and not by a pattern: that costs nothing.
#}
{% macro is_unknown(value) -%}
    case
        when {{ value }} >= '#' and {{ value }} < '$'
            then {{ matches_whole(value, "#(?i:n/a|getting_data|busy|[a-z][a-z0-9/_]*[!?])|##+") }}
        when ({{ value }} >= 'Err:' and {{ value }} < 'Err;') or ({{ value }} >= 'err:' and {{ value }} < 'err;')
            then {{ matches_whole(value, "[Ee]rr:[0-9]{3}") }}
        else false
    end
{%- endmacro %}

{#
  A text as it was written, without the blanks and wrappers around it. Both widths of a wrapper: what is shown
  is not put into its compatibility form.
#}
{% macro written(text) -%}
    nullif({{ _without_empty_form(_bare(text)) }}, '')
{%- endmacro %}

{% macro _bare(text) -%}
    {%- set blanks = "[" ~ blank_class() ~ "]" -%}
    {%- set marks = "[" ~ blank_class() ~ "'`＇｀]" -%}
    {%- set formula = "^" ~ marks ~ "*[=＝]" ~ blanks ~ "*[\"＂]((?s:.*))[\"＂]" ~ blanks ~ "*$" -%}
    {{ replaced(replaced(text, formula, "\\1"), "^" ~ marks ~ "+|" ~ blanks ~ "+$", "") }}
{%- endmacro %}

{#
  What identifies a row: in compatibility form, without any blank or wrapper. Keys are all different, so here
  the short way pays: what most have needs no normalising. Looking for single signs is cheaper than a pattern.
#}
{% macro key_text(text) -%}
    case when {{ _is_plain_key(text) }} then {{ text }} else {{ _folded(text) }} end
{%- endmacro %}

{# No empty form is as long as five letters and begins with one. #}
{% macro _is_plain_key(text) -%}
    {{ is_ascii(text) }} and length({{ text }}) > 4
    and (
        ({{ text }} >= '0' and {{ text }} < ':')
        or ({{ text }} >= 'A' and {{ text }} < '[')
        or ({{ text }} >= 'a' and {{ text }} < '{')
    )
    {% for sign in [" ", "\t", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "."] -%}
    and not contains({{ text }}, {{ literal(sign) }})
    {% endfor -%}
{%- endmacro %}

{% macro _folded(text) -%}
    {%- set bare = replaced(without_blanks(compatibility_form(text)), "^['`]*=\"(.*)\"$", "\\1") -%}
    nullif({{ _without_empty_form(replaced(bare, "^['`]+", "")) }}, '')
{%- endmacro %}

{# Whether a key is a number of which a program kept the first digits alone: 2.02407E+17, 9.87E18; not 2024E00123. #}
{% macro is_shortened(key) -%}
    case
        when contains({{ key }}, '.') or contains({{ key }}, '+')
            then {{ matches_whole(key, "[+-]?(?:[0-9]+[.][0-9]*[Ee][+-]?[0-9]+|[0-9]+[Ee][+][0-9]+)") }}
        else false
    end
{%- endmacro %}

{#
  How names and listed words are compared: as keys, and quotation marks and letter case do not count. The
  cases lie outside, and one replacing in another, so that these are computed once a dictionary's value.
#}
{% macro match_text(text) -%}
    {%- set text = _half_width_punctuation(text) -%}
    nullif(
        case when {{ is_compatible(text) }} then {{ _compared(text) }} else {{ _compared(decomposed(text)) }} end,
        ''
    )
{%- endmacro %}

{# The signs of full width that stand in many a name and in any sentence. #}
{% macro _half_width_punctuation(text) -%}
    {% for sign, half in ["（(", "）)", "：:", "，,", "；;", "！!", "？?"] %}replace({% endfor -%}
    {{ text }}
    {%- for sign, half in ["（(", "）)", "：:", "，,", "；;", "！!", "？?"] %}, '{{ sign }}', '{{ half }}'){% endfor %}
{%- endmacro %}

{% macro _compared(text) -%}
    {%- set blanks = "[" ~ blank_class() ~ "]" -%}
    {%- set marks = "[" ~ blank_class() ~ "\"'`“”‘’「」『』]" -%}
    lower({{ _without_empty_form(replaced(text, "^" ~ marks ~ "*=" ~ blanks ~ "*\"|" ~ marks ~ "+", "")) }})
{%- endmacro %}
