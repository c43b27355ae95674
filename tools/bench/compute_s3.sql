-- What ./cadre bench compares cadre.cycle.action_compute() with: totals, ranks, traces, proposals with their reasons, and the
-- pools of one cycle of people in units, with seats by the grade of the unit's team, written by hand as one statement. It reads
-- the same inputs and writes the same rows: every column that says what the rules say, on assessments, traces and pools.
--
-- It knows less than the computation: one component and its copy, three gates of this one scheme by heart, no sanctions, no one
-- without a seat, no notice of what changed (the hashes of verdict and trace, what stood there before).
-- Parameters: %(cycle)s the cycle, %(user)s who computes.
WITH subject AS (
    SELECT a.id, a.name, a.employee_id, a.company_id, a.comparison_group_id, a.unit_id, a.in_base
      FROM cadre_assessment a
     WHERE a.cycle_id = %(cycle)s AND a.assessed AND a.state IN ('open', 'computed')
), component AS (
    SELECT c.id, c.code, c.name, c.weight, c.maximum
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
    SELECT q.id, q.code, q.ratio, q.minimum_score, q.grade_id, y.scheme_id
      FROM cadre_scheme_quota q JOIN cadre_cycle y ON y.scheme_id = q.scheme_id WHERE y.id = %(cycle)s AND q.use = 'result'
), gate AS (
    SELECT max(g.id) FILTER (WHERE g.code = 'open_case') AS open_case, max(g.id) FILTER (WHERE g.code = 'no_daily_top') AS no_top,
           max(g.id) FILTER (WHERE g.code = 'daily_poor') AS poor,
           max(g.name) FILTER (WHERE g.code = 'open_case') AS open_case_name,
           max(g.name) FILTER (WHERE g.code = 'no_daily_top') AS no_top_name,
           max(g.name) FILTER (WHERE g.code = 'daily_poor') AS poor_name
      FROM cadre_scheme_gate g JOIN cadre_cycle y ON y.scheme_id = g.scheme_id WHERE y.id = %(cycle)s
), seats AS (
    SELECT s.unit_id, count(*) FILTER (WHERE s.in_base) AS base, max(COALESCE(line.ratio, q.ratio)) AS ratio,
           floor(count(*) FILTER (WHERE s.in_base) * max(COALESCE(line.ratio, q.ratio)))::int AS number
      FROM subject s CROSS JOIN quota q
      LEFT JOIN team ON team.unit_id = s.unit_id
      LEFT JOIN cadre_scheme_quota_ratio line ON line.quota_id = q.id AND line.team_grade_code = team.grade
     GROUP BY s.unit_id
), total AS (
    SELECT s.*, c.id AS component_id, c.code, c.name AS component, c.weight, v.id AS voted, v.valid, v.invalid,
           round(v.points / v.valid, 2) AS raw, round(v.points / v.valid, 2) / c.maximum AS ratio,
           round(c.weight * round(v.points / v.valid, 2) / c.maximum, 2) AS total,
           (c.weight * round(v.points / v.valid, 2) / c.maximum * 10000)::bigint AS exact,
           NOT COALESCE(q.some_top, false) AS no_top, COALESCE(q.some_poor, false) AS some_poor,
           cased.employee_id IS NOT NULL AS open_case
      FROM subject s CROSS JOIN component c
      JOIN counted v ON v.employee_id = s.employee_id
      LEFT JOIN quarter q ON q.employee_id = s.employee_id
      LEFT JOIN (SELECT DISTINCT employee_id FROM cadre_case WHERE kind = 'investigation' AND closed_on IS NULL) cased
             ON cased.employee_id = s.employee_id
), able AS (
    SELECT t.id, t.name, t.unit_id, t.total, rank() OVER place AS ahead, count(*) OVER place AS level, seats.number
      FROM total t JOIN seats ON seats.unit_id = t.unit_id CROSS JOIN quota
     WHERE NOT t.no_top AND NOT t.some_poor AND NOT t.open_case AND t.raw >= quota.minimum_score
    WINDOW place AS (PARTITION BY t.unit_id ORDER BY t.total DESC)
), pool AS (
    SELECT s.unit_id, s.base, s.ratio, s.number, count(a.id) FILTER (WHERE a.level <= a.number) AS used,
           count(a.id) FILTER (WHERE a.ahead <= a.number AND a.level > a.number) AS tied,
           string_agg(a.name, '、' ORDER BY a.id) FILTER (WHERE a.ahead <= a.number AND a.level > a.number) AS tied_text,
           (min(a.total) FILTER (WHERE a.level <= a.number) * 10000)::bigint AS last, (s.ratio * 10000)::bigint AS share
      FROM seats s LEFT JOIN able a ON a.unit_id = s.unit_id
     GROUP BY s.unit_id, s.base, s.ratio, s.number
), figured AS (
    SELECT pool.*, jsonb_build_object(
               'quota', quota.code, 'seats', number, 'base', base,
               'ratio', jsonb_build_object('q', share / gcd(share, 10000) || CASE WHEN share %% 10000 = 0 THEN ''
                                                                                 ELSE '/' || 10000 / gcd(share, 10000) END)
           ) AS figures,
           CASE WHEN last IS NOT NULL
                THEN jsonb_build_object('q', last / gcd(last, 10000) || CASE WHEN last %% 10000 = 0 THEN ''
                                                                              ELSE '/' || 10000 / gcd(last, 10000) END)
           END AS last_winner
      FROM pool CROSS JOIN quota
), proposed AS (
    SELECT t.*, CASE WHEN t.open_case THEN NULL WHEN a.level <= a.number THEN quota.grade_id WHEN a.ahead <= a.number THEN NULL
                     ELSE scheme.default_grade_id END AS grade,
           COALESCE(a.ahead <= a.number AND a.level > a.number, false) AS pending, a.id IS NOT NULL AS able,
           t.exact / gcd(t.exact, 10000) || CASE WHEN t.exact %% 10000 = 0 THEN ''
                                                  ELSE '/' || 10000 / gcd(t.exact, 10000) END AS exact_text,
           CASE WHEN t.open_case THEN 'undetermined' WHEN t.no_top OR t.some_poor THEN 'barred' WHEN a.id IS NULL THEN 'below_minimum'
                WHEN a.level <= a.number THEN 'seat_won' WHEN a.ahead <= a.number THEN 'pending_tie' WHEN a.number = 0 THEN 'no_seats'
                WHEN p.tied > 0 THEN 'seats_pending' ELSE 'seat_lost' END AS why,
           NULLIF(concat_ws(' ', CASE WHEN t.open_case THEN gate.open_case END, CASE WHEN t.no_top THEN gate.no_top END,
                            CASE WHEN t.some_poor THEN gate.poor END), '') AS gates,
           CASE WHEN t.open_case THEN jsonb_build_object('gates', jsonb_build_array(gate.open_case_name))
                WHEN t.no_top OR t.some_poor
                THEN jsonb_build_object('gates', to_jsonb(array_remove(ARRAY[CASE WHEN t.no_top THEN gate.no_top_name END,
                                                                            CASE WHEN t.some_poor THEN gate.poor_name END], NULL)))
                WHEN a.id IS NULL
                THEN below.short
                WHEN a.level <= a.number OR a.number = 0 THEN p.figures
                WHEN a.ahead <= a.number
                THEN p.figures || jsonb_build_object('tied', p.tied, 'seats_left', p.number - p.used)
                WHEN p.tied > 0 THEN p.figures || jsonb_build_object('tied', p.tied)
                ELSE p.figures || jsonb_build_object('last', p.last_winner) END AS figures,
           CASE WHEN t.raw < quota.minimum_score
                THEN jsonb_build_array(jsonb_build_array(quota.id, 'below_minimum', below.short)) END AS unmet,
           rank() OVER (PARTITION BY t.comparison_group_id ORDER BY t.total DESC) AS rank
      FROM total t CROSS JOIN quota CROSS JOIN gate CROSS JOIN LATERAL (
           SELECT jsonb_build_object(
                      'quota', quota.code, 'component', t.code,
                      'minimum', jsonb_build_object('q', trim_scale(quota.minimum_score)::text),
                      'score', jsonb_build_object('q', (t.raw * 100)::bigint / gcd((t.raw * 100)::bigint, 100)
                                   || CASE WHEN t.raw %% 1 = 0 THEN '' ELSE '/' || 100 / gcd((t.raw * 100)::bigint, 100) END)) AS short
           ) below JOIN cadre_scheme scheme ON scheme.id = quota.scheme_id
      JOIN figured p ON p.unit_id = t.unit_id LEFT JOIN able a ON a.id = t.id
), gone AS (
    DELETE FROM cadre_assessment_line l USING subject s WHERE l.assessment_id = s.id RETURNING 1
), traced AS (
    INSERT INTO cadre_assessment_line
           (assessment_id, company_id, sequence, kind, component_id, name, raw, has_raw, coefficient, weight, points, exact_points,
            source, reason_code, reason_figures)
    SELECT id, company_id, 1, 'component', component_id, component, raw, true, ratio, weight, total, exact_text,
           'cadre.ballot.subject,' || voted, 'ballot',
           jsonb_build_object('valid', valid, 'invalid', invalid, 'dropped', '[]'::jsonb)
      FROM proposed
    UNION ALL
    SELECT id, company_id, 2, 'component', copy_id, copy_name, raw, true, ratio, copy_weight, round(copy_weight * ratio, 2),
           own / gcd(own, 10000) || CASE WHEN own %% 10000 = 0 THEN '' ELSE '/' || 10000 / gcd(own, 10000) END,
           'cadre.ballot.subject,' || voted, 'ballot',
           jsonb_build_object('valid', valid, 'invalid', invalid, 'dropped', '[]'::jsonb)
      FROM proposed CROSS JOIN copied CROSS JOIN LATERAL (SELECT (copy_weight * ratio * 10000)::bigint AS own) points
    RETURNING 1
), totalled AS (
    UPDATE cadre_assessment a
       SET total = p.total, has_total = true, exact_total = p.exact_text, rank = p.rank, state = 'computed', band_grade_id = NULL,
           proposed_grade_id = p.grade, may_top = p.able, pending = p.pending, seatless = false,
           status = CASE WHEN p.open_case THEN 'undetermined' ELSE 'normal' END, reason_code = p.why, reason_figures = p.figures,
           flags = NULL, gate_keys = p.gates, unmet = p.unmet, write_uid = %(user)s, write_date = now() AT TIME ZONE 'UTC'
      FROM proposed p
     WHERE a.id = p.id
    RETURNING 1
), pooled AS (
    UPDATE cadre_pool o
       SET base = p.base, seats = p.number, used = p.used, tied_text = p.tied_text,
           write_uid = %(user)s, write_date = now() AT TIME ZONE 'UTC'
      FROM pool p CROSS JOIN quota
     WHERE o.cycle_id = %(cycle)s AND o.quota_id = quota.id AND o.unit_id = p.unit_id
       AND (o.base, o.seats, o.used, o.tied_text) IS DISTINCT FROM (p.base, p.number, p.used, p.tied_text)
    RETURNING 1
)
SELECT (SELECT count(*) FROM totalled), (SELECT count(*) FROM traced), (SELECT count(*) FROM pooled), (SELECT count(*) FROM gone)
