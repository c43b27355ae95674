#!/bin/sh
# On the first start of the database: a role that may copy it, and nothing else, for the replica.
set -eu
: "${CADRE_REPLICA_PASSWORD:?say which password the replica shall have}"
psql -v ON_ERROR_STOP=1 -v word="$CADRE_REPLICA_PASSWORD" -U "${POSTGRES_USER:-odoo}" -d postgres <<'SQL'
CREATE ROLE replica LOGIN REPLICATION PASSWORD :'word';
SQL
echo "host replication replica ${CADRE_REPLICA_FROM:-samenet} scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql -U "${POSTGRES_USER:-odoo}" -d postgres -c "SELECT pg_reload_conf()" > /dev/null
