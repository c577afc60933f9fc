import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { anEvent } from '../an-event.ts';

/** Something of everything the writer keeps: counted, repeated, conflicting, withdrawn, no event, of a day since closed. */
export function releaseFrames(): unknown[][] {
  const called = (id: string, waitS: number, over: Partial<AcceptedEvent> = {}): AcceptedEvent =>
    anEvent('ticket.called', { ticketId: id, counter: 'Q1', waitS, procedure: 'birth' }, { id, sequence: 1, ...over });
  const old = { time: '2026-10-01T03:00:00.000Z', receivedtime: '2026-10-01T03:00:01.000Z' };
  return [
    [called('long-ago', 7, old), called('long-ago-withdrawn', 9, old)],
    [anEvent('ticket.voided', { id: 'long-ago-withdrawn', reason: 'test' }, { id: 'void-1', ...old })],
    [called('a', 10), called('b', 20.5), called('a', 10)],
    [called('b', 99), { not: 'an event' }, called('withdrawn', 400)],
    [
      anEvent('ticket.voided', { id: 'withdrawn', reason: 'wrong counter' }, { id: 'void-2' }),
      anEvent('ticket.voided', { id: 'not-yet-come', reason: 'wrong counter' }, { id: 'void-3' }),
      anEvent('call.voided', { id: 'a', reason: 'of another kind' }, { id: 'void-4' }),
    ],
    [
      anEvent('parking.paid', { paymentId: 'p1', method: 'qr', amountVnd: 25_000 }, { id: 'p1', asset: 'B001' }),
      anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, { id: 'k1', asset: 'K001', world: 'sim:load' }),
      anEvent('clock.tick', { speed: 1 }, { id: 't1', asset: '', unit: '' }),
    ],
  ];
}

/** What sends `releaseFrames` again, after the upgrade: every one of these is a repeat. */
export function repeatedEvents(): AcceptedEvent[] {
  return releaseFrames()
    .flat()
    .filter((item): item is AcceptedEvent => typeof item === 'object' && item !== null && 'specversion' in item)
    .filter(({ time, data }) => time.startsWith('2026-11') && data.waitS !== 99);
}

/** The registry's tables, one row and more of each; `sessions` is left empty. */
export const registrySql = `
INSERT INTO units (code, kind, name_vi, name_en, lon, lat, area_km2, population) VALUES
  ('00004', 'phuong', 'Ba Đình', 'Ba Dinh', 105.836, 21.039, 2.97, 65023), ('00008', 'phuong', 'Ngọc Hà', 'Ngoc Ha', 105.817, 21.039, NULL, NULL);
INSERT INTO assets (code, kind, unit, valid_from, valid_to, lon, lat, name, placeholder) VALUES
  ('P00004', 'point', '00004', '2026-01-01Z', NULL, 105.836, 21.039, 'Ba Đình', false),
  ('K001', 'kiosk', '00008', '2026-01-01Z', '2026-06-01Z', 105.8, 21.0, NULL, true), ('K001', 'kiosk', '00004', '2026-06-01Z', NULL, 105.8, 21.0, NULL, true);
INSERT INTO pack_imports (hash, imported_at) VALUES ('a1b2', '2026-11-01Z');
INSERT INTO sender_keys (kid, secret_hash, source, world, kinds, assets, rate_per_s, allowance_d, not_before, expires_at, revoked_at) VALUES
  ('aaaaaaaa', repeat('0', 64), 'urn:test:source', 'live', '{ticket,parking}', '{*}', 50, 35, '2026-01-01Z', '2027-01-01Z', NULL),
  ('bbbbbbbb', repeat('1', 64), 'urn:test:old', 'live', '{kiosk}', '{K001}', 0.5, 400, '2026-01-01Z', '2027-01-01Z', '2026-02-01Z');
INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed, hold_at_ms, created_at) VALUES ('sim:load', 1795000000000, 1795000000000, 60, NULL, '2026-11-01Z');
INSERT INTO accounts (name, password_hash, role, created_at, disabled_at) VALUES ('admin', 'scrypt$x', 'admin', '2026-11-01Z', NULL), ('left', 'scrypt$y', 'viewer', '2026-01-01Z', '2026-02-01Z');
INSERT INTO accounts (name, role, unit, external_id, created_at) VALUES ('ward', 'unit', '00004', 'https://login.test p1', '2026-11-01Z');
INSERT INTO wall_tokens (id, token_hash, world, label, created_at, revoked_at) VALUES ('w1', repeat('2', 64), NULL, 'hall', '2026-11-01Z', NULL);
INSERT INTO commands (id, verb, at, answer) VALUES ('c1', 'key.create', '2026-11-01Z', '{"ok": true}');
INSERT INTO audit (at, actor, verb, subject, detail, reason) VALUES ('2026-11-01Z', 'office', 'pack.import', 'hanoi', '{}', NULL), ('2026-11-02Z', 'admin', 'key.revoke', 'bbbbbbbb', '{}', 'lost');
`;
