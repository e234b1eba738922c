#!/usr/bin/env bash
# restore.sh BACKUP: puts a backup into an empty raw folder, warehouse and PostgreSQL database, and the office where there is none.
# Reads the same environment as backup.sh; refuses, and changes nothing, where something would be overwritten.
set -euo pipefail
umask 077

from=${1:?usage: restore.sh BACKUP}
raw=${TONGBAO_RAW:?names no raw folder} warehouse=${TONGBAO_WAREHOUSE:?names no warehouse} office=${TONGBAO_OFFICE:-}
refuse() { echo "restore: $1; nothing was restored" >&2; exit 1; }

[[ -f $from/SHA256SUMS ]] || refuse "$from is no backup"
(cd "$from" && sha256sum --check --quiet --strict SHA256SUMS) || refuse "$from is damaged"
for folder in "$raw" "$warehouse"; do
    [[ -z $(ls -A "$folder" 2> /dev/null) ]] || refuse "$folder is not empty"
done
if [[ -n ${PGDATABASE:-} && -f $from/history.pgdump ]]; then
    tables=$(psql -XAtc "select count(*) from information_schema.tables where table_schema = 'public'")
    [[ $tables == 0 ]] || refuse "database $PGDATABASE is not empty"
fi

for folder in "$raw" "$warehouse"; do
    [[ -d $folder ]] || install -d -m 0755 "$folder"
done
tar --extract --gzip --preserve-permissions --file "$from/raw.tar.gz" --directory "$raw"
tar --extract --gzip --preserve-permissions --file "$from/warehouse.tar.gz" --directory "$warehouse"
if [[ -n $office && -f $from/office.tar.gz && -z $(ls -A "$office" 2> /dev/null) ]]; then
    [[ -d $office ]] || install -d -m 0755 "$office"
    tar --extract --gzip --preserve-permissions --file "$from/office.tar.gz" --directory "$office"
fi
if [[ -n ${PGDATABASE:-} && -f $from/history.pgdump ]]; then
    pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname "$PGDATABASE" "$from/history.pgdump"
fi
echo "restore: done; now \`tongbao verify QUARTER\` for each quarter, and \`tongbao run QUARTER\` to build its tables anew"
