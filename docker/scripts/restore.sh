#!/bin/sh
# restore.sh NAME [DATABASE]: the backup NAME into a database that is not there yet (cadre_try, if none is named).
# A trial writes to nobody: its outgoing mail and its scheduled actions are switched off.
set -eu
name="${1:?name a backup: $(ls "${CADRE_BACKUP:-/backup}" | sed -n 's/[.]dump$//p' | tr '\n' ' ')}"
database="${2:-cadre_try}"
folder="${CADRE_BACKUP:-/backup}"
files="${CADRE_FILES:-/var/lib/odoo}/filestore/$database"
for file in "$folder/$name.dump" "$folder/$name.tgz"; do
    [ -s "$file" ] || { echo "there is no $file" >&2; exit 2; }
done
createdb "$database" # fails where there is one: nothing is overwritten
pg_restore -d "$database" --no-owner --exit-on-error "$folder/$name.dump"
mkdir -p "$files"
tar -C "$files" -xzf "$folder/$name.tgz"
if [ "$database" != "${CADRE_DATABASE:-cadre}" ]; then
    odoo neutralize -d "$database"
fi
echo "$database is restored from $name"
