#!/bin/sh
# A copy of the database db that follows it and answers reads. The first start copies it; an interrupted copy is begun anew.
set -eu
: "${PGDATA:?}" "${CADRE_REPLICA_PASSWORD:?say which password the replica has}"
source="host=${CADRE_PRIMARY_HOST:-db} port=${CADRE_PRIMARY_PORT:-5432} user=replica"
if [ ! -f "$PGDATA/copied" ]; then
    find "$PGDATA" -mindepth 1 -delete
    PGPASSWORD="$CADRE_REPLICA_PASSWORD" pg_basebackup -d "$source" -D "$PGDATA/copy" -R -X stream -c fast
    mv "$PGDATA/copy"/* "$PGDATA"
    rmdir "$PGDATA/copy"
    : > "$PGDATA/copied" # last
fi
chmod 700 "$PGDATA"
# The sealing of a ballot takes its tables alone, on the replica too: a read there waits no longer than five seconds for it.
exec postgres -c hot_standby=on -c hot_standby_feedback=on -c max_standby_streaming_delay=5s "$@"
