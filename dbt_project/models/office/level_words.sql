select
    level,
    aliases
from {{ source('office', 'level_words') }}
