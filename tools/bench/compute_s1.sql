-- What ./cadre bench compares cadre.cycle.action_compute() with: totals, ranks, traces and what counts of every posting of one
-- cycle of the point scheme, written by hand as one statement. It reads the same inputs and writes the same rows.
--
-- It knows less than the computation: one component, one cap, no duplicates, no bands, seats, ties, gates or reasons.
-- Parameters: %(cycle)s the cycle, %(user)s who computes.
WITH subject AS (
    SELECT a.id, a.employee_id, a.company_id, a.comparison_group_id
      FROM cadre_assessment a
     WHERE a.cycle_id = %(cycle)s AND a.assessed AND a.state IN ('open', 'computed')
), component AS (
    SELECT c.id, c.name, c.weight, c.maximum
      FROM cadre_scheme_component c JOIN cadre_cycle y ON y.scheme_id = c.scheme_id
     WHERE y.id = %(cycle)s AND c.method = 'mean_of_periods'
), month AS (
    SELECT r.employee_id, sum(round(r.mark, 2)) / count(*) AS raw,
           string_agg('cadre.progress.report,' || r.id, ' ' ORDER BY p.date_from, p.date_to, r.id) AS source
      FROM cadre_progress_report r
      JOIN cadre_period p ON p.id = r.period_id
     WHERE r.cycle_id = %(cycle)s AND r.level = 'month' AND r.state IN ('approved', 'filed') AND r.rated_on IS NOT NULL
     GROUP BY r.employee_id
), posted AS (
    SELECT s.id AS subject, s.company_id, p.id, p.points, p.cap_id, c.limit AS most, e.title, p.date,
           row_number() OVER (PARTITION BY s.id ORDER BY p.date, p.id) AS place,
           sum(CASE WHEN p.cap_id IS NOT NULL AND p.points > 0 THEN p.points ELSE 0 END)
               OVER (PARTITION BY s.id, p.cap_id ORDER BY p.date, p.id) AS so_far
      FROM cadre_ledger_posting p
      JOIN cadre_ledger_event e ON e.id = p.event_id AND e.state = 'confirmed'
      JOIN subject s ON s.employee_id = p.employee_id
      LEFT JOIN cadre_scheme_cap c ON c.id = p.cap_id
     WHERE p.cycle_id = %(cycle)s AND p.state = 'confirmed'
), counted AS (
    SELECT *, CASE WHEN cap_id IS NULL OR points <= 0 THEN points
                   ELSE GREATEST(0, LEAST(points, most - so_far + points)) END AS share
      FROM posted
), booked AS (
    SELECT subject, sum(share) AS net, count(*) AS number, sum(points) - sum(share) AS cut, sum(points) AS gross,
           max(so_far) AS bonuses, max(most) AS most
      FROM counted GROUP BY subject
), total AS (
    SELECT s.id, s.company_id, s.comparison_group_id, c.id AS component_id, c.name, c.weight, m.raw, m.raw / c.maximum AS ratio,
           m.source, c.weight * m.raw / c.maximum AS base, COALESCE(b.net, 0) AS net, COALESCE(b.number, 0) AS number,
           COALESCE(b.cut, 0) AS cut, COALESCE(b.gross, 0) AS gross,
           round(c.weight * m.raw / c.maximum + COALESCE(b.net, 0), 2) AS total
      FROM subject s CROSS JOIN component c JOIN month m ON m.employee_id = s.employee_id LEFT JOIN booked b ON b.subject = s.id
), line AS (
    SELECT id, company_id, 1 AS sequence, 'component' AS kind, component_id, name, raw, ratio AS coefficient, weight,
           round(base, 2) AS points, source, NULL AS reason_code, NULL::jsonb AS reason_figures
      FROM total
    UNION ALL
    SELECT subject, company_id, place + 1, 'posting', NULL, title, NULL, NULL, NULL, round(points, 2),
           'cadre.ledger.posting,' || id, NULL, NULL
      FROM posted
    UNION ALL
    SELECT id, company_id, number + 2, 'cap', NULL, 'cap', NULL, NULL, NULL, -cut, NULL, 'capped', '{}'::jsonb
      FROM total WHERE cut > 0
    UNION ALL
    SELECT id, company_id, number + 2 + (cut > 0)::int, 'rounding', NULL, 'rounding', NULL, NULL, NULL,
           total - round(base, 2) - gross + cut, NULL, NULL, NULL
      FROM total WHERE total - round(base, 2) - gross + cut <> 0
), gone AS (
    DELETE FROM cadre_assessment_line l USING subject s WHERE l.assessment_id = s.id RETURNING 1
), traced AS (
    INSERT INTO cadre_assessment_line
           (assessment_id, company_id, sequence, kind, component_id, name, raw, has_raw, coefficient, weight, points, source,
            reason_code, reason_figures)
    SELECT id, company_id, sequence, kind, component_id, name, raw, raw IS NOT NULL, coefficient, weight, points, source,
           reason_code, reason_figures
      FROM line
    RETURNING 1
), settled AS (
    UPDATE cadre_ledger_posting p
       SET settled = true, counted = c.share <> 0, counted_points = c.share,
           not_counted_reason = CASE WHEN c.share = c.points THEN NULL WHEN c.share = 0 THEN 'capped' ELSE 'partly' END,
           write_uid = %(user)s, write_date = now() AT TIME ZONE 'UTC'
      FROM counted c WHERE p.id = c.id
    RETURNING 1
), totalled AS (
    UPDATE cadre_assessment a
       SET total = t.total, has_total = true, rank = t.rank, state = 'computed',
           write_uid = %(user)s, write_date = now() AT TIME ZONE 'UTC'
      FROM (SELECT *, rank() OVER (PARTITION BY comparison_group_id ORDER BY total DESC) AS rank FROM total) t
     WHERE a.id = t.id
    RETURNING 1
)
SELECT (SELECT count(*) FROM totalled), (SELECT count(*) FROM traced), (SELECT count(*) FROM settled), (SELECT count(*) FROM gone)
