#!/bin/sh
# The first start: a database in Chinese with both addons, and the administrator's own password. Later it does nothing;
# an interrupted one is done again.
set -eu
: "${CADRE_ADMIN_PASSWORD:?say which password the administrator admin shall have}"
database="${CADRE_DATABASE:-cadre}"
done=$(psql -d "$database" -Atc "SELECT 1 FROM ir_config_parameter WHERE key = 'cadre.container'" 2>/dev/null || true)
[ "$done" = 1 ] && exit 0
odoo -d "$database" -i cadre_assessment,cadre_assessment_reports --load-language=zh_CN --no-http --stop-after-init
odoo shell -d "$database" --no-http --log-level=error <<'PYTHON'
import os

env.ref("base.user_admin").password = os.environ["CADRE_ADMIN_PASSWORD"]
env["ir.config_parameter"].set_param("cadre.container", "1")
env.cr.commit()
PYTHON
