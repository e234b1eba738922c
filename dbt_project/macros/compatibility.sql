{#
  The compatibility form of Unicode (NFKC): full-width digits and letters, radicals in the place of characters,
  bracketed numbers and their like, each as what it stands for. It is seldom needed and dear, so it is asked for
  first. A model that asks for it cross joins the lake's table `compatibility` for DuckDB, which has no function.
#}
{% macro compatibility_form(text) -%}
    case when {{ is_compatible(text) }} then {{ text }} else {{ decomposed(text) }} end
{%- endmacro %}

{#
  Whether a text has none but signs that are their own compatibility form. It is asked by what replaces the
  others: DuckDB computes that once for each value of a column's dictionary, but the test of a pattern for every row.
#}
{% macro is_compatible(text) -%}
    {{ replaced(text, "[^" ~ compatible_class() ~ "]", "") }} = {{ text }}
{%- endmacro %}

{# ASCII, dashes and quotation marks, Chinese punctuation and characters: what nearly every text is made of. #}
{% macro compatible_class() -%}
\x{0}-\x{7f}\x{b7}\x{d7}\x{2012}-\x{2016}\x{2018}-\x{201f}\x{3001}-\x{3035}\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}\x{20000}-\x{2a6df}
{%- endmacro %}

{# Whatever the text, its compatibility form. #}
{% macro decomposed(text) -%} {{ return(adapter.dispatch('decomposed')(text)) }} {%- endmacro %}

{#
  Full width lies at one distance from half width. The table has for each other block of 256 signs, where any has
  another form, its forms: lists of no more than that cost nothing to hand over with each batch of rows. Marks that
  combine are composed last.
#}
{% macro default__decomposed(text) -%}
    nfc_normalize(array_to_string(
        list_transform(
            string_split({{ text }}, ''),
            lambda sign: case
                when sign >= '！' and sign <= '～' then chr(unicode(sign) - 65248)
                else coalesce(
                    cast(compatibility_forms as string[][])[unicode(sign) // 256 + 1][unicode(sign) % 256 + 1], sign
                )
            end
        ), ''
    ))
{%- endmacro %}

{# Spark carries a library of Unicode with it, for its collations. #}
{% macro spark__decomposed(text) -%}
    case
        when {{ text }} is not null
            then java_method('com.ibm.icu.text.Normalizer', 'compose', cast({{ text }} as string), true)
    end
{%- endmacro %}
