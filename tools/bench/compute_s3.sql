-- What ./cadre bench compares cadre.cycle.action_compute() with: totals, ranks, traces and proposals of one cycle of people in
-- units, with seats by the grade of the unit's team, written by hand as one statement. It reads the same inputs and writes the
-- same rows.
--
-- It knows less than the computation: one component and its copy, the gates of this one scheme by heart, no reasons, no sanctions.
-- Parameters: %(cycle)s the cycle, %(user)s who computes.
WITH subject AS (
    SELECT a.id, a.employee_id, a.company_id, a.comparison_group_id, a.unit_id, a.in_base, a.uses_seat
      FROM cadre_assessment a
     WHERE a.cycle_id = %(cycle)s AND a.assessed AND a.state IN ('open', 'computed')
), component AS (
    SELECT c.id, c.name, c.weight, c.maximum
      FROM cadre_scheme_component c JOIN cadre_cycle y ON y.scheme_id = c.scheme_id
     WHERE y.id = %(cycle)s AND c.method = 'ballot'
), copied AS (
    SELECT c.id AS copy_id, c.name AS copy_name, c.weight AS copy_weight
      FROM cadre_scheme_component c JOIN cadre_cycle y ON y.scheme_id = c.scheme_id
     WHERE y.id = %(cycle)s AND c.method = 'derived'
), counted AS (
    SELECT s.id, s.employee_id, sum(t.count * g.ballot_value) AS points,
           COALESCE(sum(t.count) FILTER (WHERE t.grade_id IS NOT NULL), 0) AS valid,
           COALESCE(sum(t.count) FILTER (WHERE t.grade_id IS NULL), 0) AS invalid
      FROM cadre_ballot b
      JOIN cadre_ballot_subject s ON s.ballot_id = b.id
      JOIN cadre_ballot_tally t ON t.subject_id = s.id
      LEFT JOIN cadre_scale_grade g ON g.id = t.grade_id
     WHERE b.cycle_id = %(cycle)s AND b.state = 'sealed'
     GROUP BY s.id, s.employee_id
), quarter AS (
    SELECT r.employee_id, bool_or(g.code = 'excellent') AS some_top, bool_or(g.code = 'poor') AS some_poor
      FROM cadre_progress_report r JOIN cadre_scale_grade g ON g.id = r.grade_id
     WHERE r.cycle_id = %(cycle)s AND r.level = 'quarter' AND r.state IN ('approved', 'filed') AND r.rated_on IS NOT NULL
     GROUP BY r.employee_id
), team AS (
    SELECT a.subject_unit_id AS unit_id, max(g.code) AS grade
      FROM cadre_cycle_prerequisite_rel p JOIN cadre_assessment a ON a.cycle_id = p.prerequisite_id
      JOIN cadre_scale_grade g ON g.id = a.decided_grade_id
     WHERE p.cycle_id = %(cycle)s AND a.assessed GROUP BY a.subject_unit_id
), quota AS (
    SELECT q.id, q.ratio, q.minimum_score, q.grade_id, y.scheme_id
      FROM cadre_scheme_quota q JOIN cadre_cycle y ON y.scheme_id = q.scheme_id WHERE y.id = %(cycle)s AND q.use = 'result'
), seats AS (
    SELECT s.unit_id, floor(count(*) FILTER (WHERE s.in_base) * max(COALESCE(line.ratio, q.ratio))) AS number
      FROM subject s CROSS JOIN quota q
      LEFT JOIN team ON team.unit_id = s.unit_id
      LEFT JOIN cadre_scheme_quota_ratio line ON line.quota_id = q.id AND line.team_grade_code = team.grade
     GROUP BY s.unit_id
), total AS (
    SELECT s.*, c.id AS component_id, c.name, c.weight, v.id AS voted, v.valid, v.invalid, round(v.points / v.valid, 2) AS raw,
           round(v.points / v.valid, 2) / c.maximum AS ratio, round(c.weight * round(v.points / v.valid, 2) / c.maximum, 2) AS total,
           COALESCE(q.some_top, false) AND NOT COALESCE(q.some_poor, false) AS good, cased.employee_id IS NOT NULL AS open_case
      FROM subject s CROSS JOIN component c
      JOIN counted v ON v.employee_id = s.employee_id
      LEFT JOIN quarter q ON q.employee_id = s.employee_id
      LEFT JOIN (SELECT DISTINCT employee_id FROM cadre_case WHERE kind = 'investigation' AND closed_on IS NULL) cased
             ON cased.employee_id = s.employee_id
), able AS (
    SELECT t.id, rank() OVER place AS ahead, count(*) OVER place AS level, seats.number
      FROM total t JOIN seats ON seats.unit_id = t.unit_id CROSS JOIN quota
     WHERE t.good AND NOT t.open_case AND t.raw >= quota.minimum_score
    WINDOW place AS (PARTITION BY t.unit_id ORDER BY t.total DESC)
), proposed AS (
    SELECT t.*, CASE WHEN t.open_case THEN NULL WHEN a.level <= a.number THEN quota.grade_id WHEN a.ahead <= a.number THEN NULL
                     ELSE scheme.default_grade_id END AS grade,
           a.ahead <= a.number AND a.level > a.number AS pending,
           rank() OVER (PARTITION BY t.comparison_group_id ORDER BY t.total DESC) AS rank
      FROM total t CROSS JOIN quota JOIN cadre_scheme scheme ON scheme.id = quota.scheme_id LEFT JOIN able a ON a.id = t.id
), gone AS (
    DELETE FROM cadre_assessment_line l USING subject s WHERE l.assessment_id = s.id RETURNING 1
), traced AS (
    INSERT INTO cadre_assessment_line
           (assessment_id, company_id, sequence, kind, component_id, name, raw, has_raw, coefficient, weight, points, source,
            reason_code, reason_figures)
    SELECT id, company_id, 1, 'component', component_id, name, raw, true, ratio, weight, total,
           'cadre.ballot.subject,' || voted, 'ballot',
           jsonb_build_object('valid', valid, 'invalid', invalid, 'dropped', '[]'::jsonb)
      FROM proposed
    UNION ALL
    SELECT id, company_id, 2, 'component', copy_id, copy_name, raw, true, ratio, copy_weight, round(copy_weight * ratio, 2),
           'cadre.ballot.subject,' || voted, 'ballot',
           jsonb_build_object('valid', valid, 'invalid', invalid, 'dropped', '[]'::jsonb)
      FROM proposed CROSS JOIN copied
    RETURNING 1
), totalled AS (
    UPDATE cadre_assessment a
       SET total = p.total, has_total = true, rank = p.rank, state = 'computed', proposed_grade_id = p.grade, pending = p.pending,
           write_uid = %(user)s, write_date = now() AT TIME ZONE 'UTC'
      FROM proposed p
     WHERE a.id = p.id
    RETURNING 1
)
SELECT (SELECT count(*) FROM totalled), (SELECT count(*) FROM traced), (SELECT count(*) FROM gone)
