import { z } from 'zod';
import { code, durationS, itemId, personal, toMs } from '../fields.ts';
import { defineKind, defineType } from '../kind.ts';

/** A call to the citizen hotline: queued, answered or abandoned, ended. */
export const call = defineKind({
  kind: 'call',
  assetKinds: ['hotline'],
  expectedIntervalS: null,
  openDays: { call: 1, talk: 1 },
  types: {
    queued: defineType({
      data: z.strictObject({ callId: itemId, topic: code, phone: personal.optional() }),
      personal: ['phone'],
      metrics: { 'call.queued': { unit: 'count', dims: ['topic'] } },
      measure: () => [{ metric: 'call.queued', value: 1 }],
      facts: ({ callId, topic }) => [{ open: 'call', key: callId, value: { topic } }],
    }),
    answered: defineType({
      data: z.strictObject({ callId: itemId, topic: code, agent: code.optional(), waitS: durationS }),
      metrics: { 'call.answered_ms': { unit: 'ms', dims: ['topic'], histogram: true } },
      measure: ({ waitS }) => [{ metric: 'call.answered_ms', value: toMs(waitS) }],
      facts: ({ callId, topic }) => [
        { close: 'call', key: callId },
        { open: 'talk', key: callId, value: { topic } },
      ],
    }),
    abandoned: defineType({
      data: z.strictObject({ callId: itemId, topic: code, waitS: durationS }),
      metrics: { 'call.abandoned_ms': { unit: 'ms', dims: ['topic'], histogram: true } },
      measure: ({ waitS }) => [{ metric: 'call.abandoned_ms', value: toMs(waitS) }],
      facts: ({ callId }) => [{ close: 'call', key: callId }],
    }),
    ended: defineType({
      data: z.strictObject({ callId: itemId, topic: code, agent: code.optional(), talkS: durationS }),
      metrics: { 'call.talk_ms': { unit: 'ms', dims: ['topic'], histogram: true } },
      measure: ({ talkS }) => [{ metric: 'call.talk_ms', value: toMs(talkS) }],
      facts: ({ callId }) => [
        { close: 'call', key: callId },
        { close: 'talk', key: callId },
      ],
    }),
  },
});
