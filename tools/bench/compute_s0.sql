-- What ./cadre bench compares cadre.cycle.action_compute() with: the totals, ranks and traces of one cycle of the first
-- scheme, written by hand as one statement over indexed columns. It reads the same inputs and writes the same rows.
--
-- It knows less than the computation: one scheme, no seats, ties, gates or reasons of a proposal, no notice of what changed.
-- Parameters: %(cycle)s the cycle, %(user)s who computes.
WITH subject AS (
    SELECT a.id, a.employee_id, a.company_id, a.comparison_group_id
      FROM cadre_assessment a
     WHERE a.cycle_id = %(cycle)s AND a.assessed AND a.state IN ('open', 'computed')
), component AS (
    SELECT c.id, c.name, c.code, c.weight, c.method, c.period_level, c.scale_id, c.maximum,
           row_number() OVER (ORDER BY c.sequence, c.id) AS place
      FROM cadre_scheme_component c
      JOIN cadre_cycle y ON y.scheme_id = c.scheme_id
     WHERE y.id = %(cycle)s AND c.method <> 'group'
), rated AS (
    SELECT r.employee_id, c.id AS component_id, sum(g.coefficient) / count(*) AS raw,
           string_agg('cadre.progress.report,' || r.id, ' ' ORDER BY p.date_from, p.date_to, r.id) AS source,
           jsonb_build_object('grades', jsonb_agg(COALESCE(g.name ->> 'zh_CN', g.name ->> 'en_US') ORDER BY p.date_from, p.date_to, r.id)) AS figures
      FROM cadre_progress_report r
      JOIN cadre_period p ON p.id = r.period_id
      JOIN component c ON c.method = 'coef_of_grade' AND c.period_level = r.level
      JOIN cadre_scale_grade g ON g.id = r.grade_id
     WHERE r.cycle_id = %(cycle)s AND r.state IN ('approved', 'filed') AND r.rated_on IS NOT NULL
     GROUP BY r.employee_id, c.id
), counted AS (
    SELECT t.subject_id, t.group_id, w.weight,
           sum(t.count * g.ballot_value) AS points,
           COALESCE(sum(t.count) FILTER (WHERE t.grade_id IS NOT NULL), 0) AS valid,
           COALESCE(sum(t.count) FILTER (WHERE t.grade_id IS NULL), 0) AS invalid
      FROM cadre_ballot b
      JOIN cadre_ballot_tally t ON t.ballot_id = b.id
      JOIN cadre_ballot_group w ON w.id = t.group_id
      LEFT JOIN cadre_scale_grade g ON g.id = t.grade_id
     WHERE b.cycle_id = %(cycle)s AND b.state = 'sealed'
     GROUP BY t.subject_id, t.group_id, w.weight
), voted AS (
    SELECT s.employee_id, b.component_id,
           round(CASE WHEN count(*) FILTER (WHERE valid > 0) = 1 OR sum(weight) FILTER (WHERE valid > 0) = 0
                      THEN sum(points) / NULLIF(sum(valid), 0)
                      ELSE sum(weight * points / NULLIF(valid, 0)) / sum(weight) FILTER (WHERE valid > 0) END, 2) AS raw,
           'cadre.ballot.subject,' || s.id AS source,
           jsonb_build_object('valid', sum(valid), 'invalid', sum(invalid), 'dropped', '[]'::jsonb) AS figures
      FROM counted JOIN cadre_ballot_subject s ON s.id = counted.subject_id JOIN cadre_ballot b ON b.id = s.ballot_id
     GROUP BY s.employee_id, b.component_id, s.id
), cell AS (
    SELECT s.id, s.company_id, s.comparison_group_id, c.id AS component_id, c.place, c.name, c.weight, c.method, c.code,
           COALESCE(r.raw, v.raw) AS raw,
           CASE WHEN c.method = 'ballot' THEN v.raw / c.maximum ELSE r.raw END AS ratio,
           COALESCE(r.source, v.source) AS source,
           COALESCE(r.figures, v.figures) AS figures
      FROM subject s
     CROSS JOIN component c
      LEFT JOIN rated r ON r.employee_id = s.employee_id AND r.component_id = c.id
      LEFT JOIN voted v ON v.employee_id = s.employee_id AND v.component_id = c.id
), total AS (
    SELECT id, company_id, comparison_group_id,
           sum(weight) AS whole,
           sum(weight) FILTER (WHERE ratio IS NOT NULL) AS present,
           sum(weight * ratio) AS base,
           sum(round(weight * ratio, 2)) AS shown,
           count(*) AS lines,
           COALESCE(jsonb_agg(code ORDER BY place) FILTER (WHERE ratio IS NULL), '[]'::jsonb) AS missing,
           round(sum(weight * ratio) * sum(weight) / sum(weight) FILTER (WHERE ratio IS NOT NULL), 2) AS total
      FROM cell
     GROUP BY id, company_id, comparison_group_id
), made_up AS (
    SELECT *, CASE WHEN present <> whole THEN round(base * (whole - present) / present, 2) ELSE 0 END AS share FROM total
), line AS (
    SELECT id, company_id, place AS sequence, 'component' AS kind, component_id, name, raw, ratio AS coefficient, weight,
           COALESCE(round(weight * ratio, 2), 0) AS points, source,
           CASE WHEN ratio IS NULL THEN 'missing' WHEN method = 'ballot' THEN 'ballot' ELSE 'grades' END AS reason_code,
           CASE WHEN ratio IS NULL THEN '{"treatment": "renormalise"}'::jsonb ELSE figures END AS reason_figures
      FROM cell
    UNION ALL
    SELECT id, company_id, lines + 1, 'renormalise', NULL, 'renormalise', NULL, NULL, NULL, share, NULL, 'renormalised',
           jsonb_build_object('missing', missing, 'weight', whole, 'present', present)
      FROM made_up WHERE present <> whole
    UNION ALL
    SELECT id, company_id, lines + 1 + (present <> whole)::int, 'rounding', NULL, 'rounding', NULL, NULL, NULL,
           total - shown - share, NULL, NULL, NULL
      FROM made_up WHERE total - shown - share <> 0
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
), totalled AS (
    UPDATE cadre_assessment a
       SET total = t.total, has_total = true, rank = t.rank, state = 'computed',
           flags = CASE WHEN t.present <> t.whole
                        THEN (SELECT string_agg('missing:' || code, ' ') FROM jsonb_array_elements_text(t.missing) code) END,
           write_uid = %(user)s, write_date = now() AT TIME ZONE 'UTC'
      FROM (SELECT *, rank() OVER (PARTITION BY comparison_group_id ORDER BY total DESC) AS rank FROM made_up) t
     WHERE a.id = t.id
    RETURNING 1
)
SELECT (SELECT count(*) FROM totalled), (SELECT count(*) FROM traced), (SELECT count(*) FROM gone)
