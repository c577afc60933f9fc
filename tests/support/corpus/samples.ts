import type { TypeName } from '#shared/events/catalogue.ts';

/** Data of one type as senders write it: the least there can be, then everything there can be. */
export type Sample = { readonly asset: string; readonly data: readonly Record<string, unknown>[] };

const voided: Sample['data'] = [{ id: 'e0', reason: 'sent by mistake' }];
const dueAt = '2026-12-01T17:00:00+07:00';
const citizenId = '001099012345';
const phone = '0912345678';
const plate = '30A-12345';

/** A sample of every type; the compiler names one that is missing. `clock.tick` is the door's own. */
export const samples: Readonly<Record<Exclude<TypeName, 'clock.tick' | 'clock.voided'>, Sample>> = {
  'kiosk.heartbeat': {
    asset: 'K001',
    data: [
      { healthy: false, coversS: 60 },
      { healthy: true, coversS: 30, paperPct: 80 },
    ],
  },
  'kiosk.fault': {
    asset: 'K001',
    data: [
      { faultId: 'f1', code: 'printer', planned: false },
      { faultId: 'f2', code: 'power', planned: true, dueAt },
    ],
  },
  'kiosk.recovered': {
    asset: 'K001',
    data: [{ faultId: 'f1', code: 'printer', planned: false, downS: 930.5 }],
  },
  'kiosk.session': {
    asset: 'K001',
    data: [
      { durationS: 12, outcome: 'abandoned' },
      { durationS: 181.25, outcome: 'completed', procedure: 'khai-sinh', citizenId },
    ],
  },
  'kiosk.voided': { asset: 'K001', data: voided },
  'ticket.issued': {
    asset: 'P00004',
    data: [{ ticketId: 'A1' }, { ticketId: 'A2', procedure: 'birth', channel: 'kiosk', citizenId, phone }],
  },
  'ticket.called': {
    asset: 'P00004',
    data: [
      { ticketId: 'A1', counter: 'Q1', waitS: 0 },
      { ticketId: 'A2', counter: 'Q2', waitS: 304.5, procedure: 'birth' },
    ],
  },
  'ticket.served': {
    asset: 'P00004',
    data: [
      { ticketId: 'A1', counter: 'Q1', serviceS: 61 },
      { ticketId: 'A2', counter: 'Q2', serviceS: 600.125, procedure: 'birth' },
    ],
  },
  'ticket.abandoned': {
    asset: 'P00004',
    data: [
      { ticketId: 'A3', waitS: 1200 },
      { ticketId: 'A4', waitS: 5, procedure: 'birth' },
    ],
  },
  'ticket.voided': { asset: 'P00004', data: voided },
  'counter.opened': { asset: 'P00004', data: [{ counter: 'Q1' }, { counter: 'Q2', procedure: 'birth' }] },
  'counter.closed': { asset: 'P00004', data: [{ counter: 'Q1', openS: 14_400 }] },
  'counter.waiting': {
    asset: 'P00004',
    data: [
      { waiting: 3 },
      { expectedWaitS: 90 },
      { waiting: 12, expectedWaitS: 480.5, prior: { waiting: 3, expectedWaitS: 90, heldS: 59.5 } },
    ],
  },
  'counter.voided': { asset: 'P00004', data: voided },
  'call.queued': {
    asset: 'H19001009',
    data: [
      { callId: 'c1', topic: 'giao thông' },
      { callId: 'c2', topic: 'health', phone },
    ],
  },
  'call.answered': {
    asset: 'H19001009',
    data: [
      { callId: 'c1', topic: 'giao thông', waitS: 8.25 },
      { callId: 'c2', topic: 'health', agent: 'a7', waitS: 41 },
    ],
  },
  'call.abandoned': { asset: 'H19001009', data: [{ callId: 'c3', topic: 'health', waitS: 75 }] },
  'call.ended': {
    asset: 'H19001009',
    data: [
      { callId: 'c1', topic: 'giao thông', talkS: 120 },
      { callId: 'c2', topic: 'health', agent: 'a7', talkS: 300.75 },
    ],
  },
  'call.voided': { asset: 'H19001009', data: voided },
  'parking.entered': { asset: 'B001', data: [{ stayId: 's1' }, { stayId: 's2', plate }] },
  'parking.exited': {
    asset: 'B001',
    data: [
      { stayId: 's1', stayS: 3600 },
      { stayId: 's2', stayS: 5400.5, plate },
    ],
  },
  'parking.paid': {
    asset: 'B001',
    data: [
      { paymentId: 'p1', method: 'cash', amountVnd: 25_000 },
      { paymentId: 'p2', method: 'tag', amountVnd: 50_000, stayId: 's2', plate },
    ],
  },
  'parking.failed': {
    asset: 'B001',
    data: [
      { method: 'card', reason: 'declined' },
      { method: 'qr', reason: 'timeout', plate },
    ],
  },
  'parking.occupancy': {
    asset: 'B001',
    data: [
      { occupied: 0, capacity: 120 },
      { occupied: 123, capacity: 120, prior: { occupied: 90, capacity: 120, heldS: 300 } },
    ],
  },
  'parking.settled': {
    asset: 'B001',
    data: [
      {
        from: '2026-11-22T00:00:00+07:00',
        to: '2026-11-23T00:00:00+07:00',
        method: 'qr',
        transactions: 312,
        amountVnd: 7_800_000,
      },
    ],
  },
  'parking.maintained': { asset: 'B001', data: [{ reason: 'barrier' }] },
  'parking.voided': { asset: 'B001', data: voided },
  'record.submitted': {
    asset: 'P00004',
    data: [
      { recordId: 'r1', procedure: 'birth', channel: 'counter' },
      { recordId: 'r2', procedure: 'land', channel: 'online', dueAt, citizenId, phone },
      { recordId: 'r3', procedure: 'land', channel: 'online', level: 'full', citizenUnit: '00007' },
      { recordId: 'r4', procedure: 'birth', channel: 'counter', level: 'none' },
    ],
  },
  'record.step': { asset: 'P00004', data: [{ recordId: 'r1', step: 'appraisal' }] },
  'record.completed': {
    asset: 'P00004',
    data: [
      { recordId: 'r1', procedure: 'birth', channel: 'counter', durationS: 86_400 },
      { recordId: 'r2', procedure: 'land', channel: 'online', durationS: 1_209_600.5, onTime: true },
    ],
  },
  'record.returned': { asset: 'P00004', data: [{ recordId: 'r1', channel: 'post' }] },
  'record.paid': {
    asset: 'P00004',
    data: [
      { recordId: 'r1', method: 'wallet', amountVnd: 8_000 },
      { recordId: 'r2', method: 'qr', amountVnd: 5_000, online: true },
    ],
  },
  'record.digitised': {
    asset: 'P00004',
    data: [
      { recordId: 'r1', procedure: 'birth' },
      { recordId: 'r2', procedure: 'land', documents: 7 },
    ],
  },
  'record.voided': { asset: 'P00004', data: voided },
  'chat.started': {
    asset: 'T1',
    data: [
      { chatId: 'x1', topic: 'cu-tru' },
      { chatId: 'x2', topic: 'health', procedure: 'birth' },
    ],
  },
  'chat.handed_over': {
    asset: 'T1',
    data: [
      { chatId: 'x1', topic: 'cu-tru' },
      { chatId: 'x2', topic: 'health', reason: 'asked' },
    ],
  },
  'chat.ended': {
    asset: 'T1',
    data: [
      { chatId: 'x1', topic: 'cu-tru', durationS: 95.5, outcome: 'handed_over' },
      { chatId: 'x2', topic: 'health', durationS: 40, outcome: 'resolved' },
    ],
  },
  'chat.voided': { asset: 'T1', data: voided },
  'report.filed': {
    asset: 'P00004',
    data: [
      { reportId: 'p1', category: 'lighting', channel: 'qr' },
      { reportId: 'p2', category: 'rác thải', channel: 'zalo', dueAt, phone },
    ],
  },
  'report.updated': { asset: 'P00004', data: [{ reportId: 'p1', status: 'in_progress' }] },
  'report.closed': {
    asset: 'P00004',
    data: [
      { reportId: 'p1', category: 'lighting', channel: 'qr', durationS: 90_000, outcome: 'duplicate' },
      { reportId: 'p2', category: 'rác thải', channel: 'zalo', durationS: 7_200.5, outcome: 'resolved', onTime: true },
    ],
  },
  'report.voided': { asset: 'P00004', data: voided },
  'feedback.given': {
    asset: 'K001',
    data: [
      { score: 2, channel: 'kiosk' },
      { score: 5, channel: 'qr', procedure: 'birth' },
    ],
  },
  'feedback.voided': { asset: 'K001', data: voided },
  'staff.on_duty': {
    asset: 'P00004',
    data: [
      { role: 'officer', present: 6 },
      { role: 'lawyer', present: 1, prior: { present: 0, heldS: 1800.5 } },
    ],
  },
  'staff.voided': { asset: 'P00004', data: voided },
  'link.checked': {
    asset: 'S-PORTAL',
    data: [
      { ok: false, coversS: 60 },
      { ok: true, coversS: 60, latencyMs: 240, lagS: 12.5 },
    ],
  },
  'link.voided': { asset: 'S-PORTAL', data: voided },
  'document.exchanged': {
    asset: 'S-TRUCVB',
    data: [
      { documentId: 'd1', direction: 'in', electronic: false, signed: false },
      { documentId: 'd2', direction: 'out', electronic: true, signed: true },
    ],
  },
  'document.voided': { asset: 'S-TRUCVB', data: voided },
};
