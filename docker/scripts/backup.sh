#!/bin/sh
# The database and its files, both of one name, in /backup. Not while a ballot is open: see the administrator's guide.
set -eu
database="${CADRE_DATABASE:-cadre}"
folder="${CADRE_BACKUP:-/backup}"
files="${CADRE_FILES:-/var/lib/odoo}/filestore/$database"
name="$database-$(date +%F-%H%M%S)"
umask 077
pg_dump -Fc -f "$folder/$name.part" "$database"
mkdir -p "$files"
tar -C "$files" -czf "$folder/$name.tgz" .
mv "$folder/$name.part" "$folder/$name.dump" # last: a dump that is there has its files
echo "$name"
