#!/usr/bin/env bash
# backup.sh FOLDER [KEEP]: one dated folder with raw files, warehouse, office and Dagster's history; the KEEP (30) newest stay.
# Reads TONGBAO_RAW, TONGBAO_WAREHOUSE, TONGBAO_OFFICE where it is set, and, where history is in PostgreSQL, libpq's PGHOST, PGDATABASE and so on.
set -euo pipefail
umask 077

usage="usage: backup.sh FOLDER [KEEP]"
into=${1:?$usage} keep=${2:-30}
raw=${TONGBAO_RAW:?names no raw folder} warehouse=${TONGBAO_WAREHOUSE:?names no warehouse} office=${TONGBAO_OFFICE:-}
[[ $keep =~ ^[1-9][0-9]*$ ]] || { echo "backup: KEEP is a number from 1, not '$keep'" >&2; exit 2; }
for folder in "$raw" "$warehouse" ${office:+"$office"}; do
    [[ -d $folder ]] || { echo "backup: $folder is no folder" >&2; exit 2; }
done

name=$(date +%Y%m%dT%H%M%S)
draft=$into/.$name
mkdir -p "$into"
mkdir "$draft"
trap 'rm -rf "$draft"' EXIT

# no run writes while the copy is made: the warehouse's turn is taken, as a run takes it
exec {turn}<>"$warehouse/.turn"
flock "$turn"
printf '{"who": "backup", "pid": %d, "since": "%s"}' $$ "$(date '+%Y-%m-%d %H:%M:%S')" > "$warehouse/.turn"

# build/ is made anew by each run; dagster/ is history of the embedded kind, which the UI may be writing
tar --create --gzip --file "$draft/warehouse.tar.gz" --directory "$warehouse" \
    --exclude=./build --exclude=./dagster --exclude=./.turn .
# an export may be arriving just now (tar ends with 1): the next backup has it whole
tar --create --gzip --warning=no-file-changed --file "$draft/raw.tar.gz" --directory "$raw" . || (($? == 1))
if [[ -n $office ]]; then
    tar --create --gzip --file "$draft/office.tar.gz" --directory "$office" .
fi
if [[ -n ${PGDATABASE:-} ]]; then
    pg_dump --format=custom --no-owner --no-privileges --file "$draft/history.pgdump"
fi
exec {turn}>&-

(cd "$draft" && sha256sum -- * > SHA256SUMS)
sync -f "$draft"
mv "$draft" "$into/$name"
echo "backup: $into/$name"

# whole backups only, the oldest first; a name that is no date is not ours
find "$into" -mindepth 1 -maxdepth 1 -type d -regex '.*/[0-9]+T[0-9]+' | sort | head -n "-$keep" |
    while IFS= read -r old; do rm -rf -- "$old"; done
