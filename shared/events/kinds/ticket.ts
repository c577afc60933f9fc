import { z } from 'zod';
import { code, durationS, itemId, personal, toMs } from '../fields.ts';
import { defineKind, defineType } from '../kind.ts';

/** A queue ticket at a service point: issued, called, then served or abandoned. */
export const ticket = defineKind({
  kind: 'ticket',
  assetKinds: ['point', 'branch'],
  expectedIntervalS: null,
  openDays: { ticket: 0, serving: 0 },
  types: {
    issued: defineType({
      data: z.strictObject({
        ticketId: itemId,
        procedure: code.optional(),
        channel: z.enum(['kiosk', 'counter', 'online']).optional(),
        citizenId: personal.optional(),
        phone: personal.optional(),
      }),
      personal: ['citizenId', 'phone'],
      metrics: { 'ticket.issued': { unit: 'count', perAsset: true, dims: ['procedure', 'channel'] } },
      measure: () => [{ metric: 'ticket.issued', value: 1 }],
      facts: ({ ticketId, procedure }) => [{ open: 'ticket', key: ticketId, value: { procedure: procedure ?? null } }],
    }),
    called: defineType({
      data: z.strictObject({ ticketId: itemId, counter: code, waitS: durationS, procedure: code.optional() }),
      metrics: { 'ticket.wait_ms': { unit: 'ms', perAsset: true, dims: ['procedure'], histogram: true } },
      measure: ({ waitS }) => [{ metric: 'ticket.wait_ms', value: toMs(waitS) }],
      facts: ({ ticketId, counter }) => [
        { close: 'ticket', key: ticketId },
        { open: 'serving', key: ticketId, value: { counter } },
      ],
    }),
    served: defineType({
      data: z.strictObject({ ticketId: itemId, counter: code, serviceS: durationS, procedure: code.optional() }),
      metrics: { 'ticket.service_ms': { unit: 'ms', perAsset: true, dims: ['procedure'], histogram: true } },
      measure: ({ serviceS }) => [{ metric: 'ticket.service_ms', value: toMs(serviceS) }],
      facts: ({ ticketId }) => [
        { close: 'ticket', key: ticketId },
        { close: 'serving', key: ticketId },
      ],
    }),
    abandoned: defineType({
      data: z.strictObject({ ticketId: itemId, waitS: durationS, procedure: code.optional() }),
      metrics: { 'ticket.abandoned_ms': { unit: 'ms', perAsset: true, dims: ['procedure'] } },
      measure: ({ waitS }) => [{ metric: 'ticket.abandoned_ms', value: toMs(waitS) }],
      facts: ({ ticketId }) => [{ close: 'ticket', key: ticketId }],
    }),
  },
});
