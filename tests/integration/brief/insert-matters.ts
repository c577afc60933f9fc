import type pg from 'pg';

/** Alerts and incidents of the 19th: one flood, one incident whose clocks were kept and one that is late. */
export async function insertMatters(db: pg.Client): Promise<void> {
  const rule = { name: { vi: 'Kiosk im lặng', en: 'Kiosk silent' }, when: { kind: 'absence' } };
  await db.query(
    `INSERT INTO alerts (world, rule, target, opened_seq, priority, labels, rule_body, since, opened_at, closed_at, condition,
       value, suppression, is_late, changed_at)
     SELECT 'live', 'kiosk-silent', 'K' || n, n, 'P3', '{}', $1, at, at, CASE WHEN n > 3 THEN at + interval '5 min' END,
       CASE WHEN n > 3 THEN 'normal' ELSE 'firing' END, 'null', '{"why": "none"}', false, at
     FROM generate_series(1, 14) AS n, LATERAL (SELECT timestamptz '2026-11-19T02:00:00Z' + n * interval '20 s' AS at) t`,
    [JSON.stringify(rule)],
  );
  await db.query(
    `INSERT INTO alert_transitions (alert, seq, at, since, was, becomes, why, value, is_late, committed_at)
     SELECT id, opened_seq, opened_at, opened_at, '{}'::jsonb, '{"condition": "firing", "suppression": {"why": "none"}}'::jsonb,
       '', 'null'::jsonb, false, now()
     FROM alerts UNION ALL
     SELECT id, opened_seq + 100, closed_at, closed_at, '{}', '{"condition": "normal", "suppression": {"why": "none"}}',
       '', 'null', false, now()
     FROM alerts WHERE closed_at IS NOT NULL`,
  );
  // An order of the 17th that was due on the 18th at five.
  const [givenAt, dueAt] = ['2026-11-17T02:00:00Z', '2026-11-18T10:00:00Z'];
  await db.query(
    `INSERT INTO tasks (world, work, product, responsibility, office, given_by, given_at, first_due_at, due_at, state)
     VALUES ('live', 'Nối lại đường truyền', 'Biên bản', 'Giám đốc', 'GD-VP', 'lanh-dao', $1, $2, $2, 'issued')`,
    [givenAt, dueAt],
  );
  await addTaskEntry(db, givenAt, { move: 'issue', dueMs: Date.parse(dueAt) });
  await db.query(`INSERT INTO duty_position (stream, seq, fence) VALUES ('bench', 1000, 1)`);
  await db.query(
    `INSERT INTO incidents (world, title_vi, title_en, priority, state, is_exercise, channel, opened_by, units, assets, points,
       occurred_at, detected_at, detect_due, resolve_due, resolved_at)
     SELECT 'live', 'Sự cố ' || p, 'Incident ' || p, p, s, false, 'rule', 'rule', '{00004}', '{K001,K002}', 1,
       at, at + took, at + interval '1 h', at + interval '4 h', done
     FROM (VALUES ('P1', 'resolved', interval '2 min', timestamptz '2026-11-19T04:00Z'),
       ('P2', 'in_progress', interval '2 h', NULL)) AS v(p, s, took, done), LATERAL (SELECT timestamptz '2026-11-19T02:00Z' AS at) t`,
  );
}

/** A move of the only task there is. */
export async function addTaskEntry(db: pg.Client, at: string, detail: object): Promise<void> {
  await db.query(`INSERT INTO task_entries (task, at, by, detail) SELECT id, $1, 'lanh-dao', $2 FROM tasks`, [
    at,
    JSON.stringify(detail),
  ]);
}
