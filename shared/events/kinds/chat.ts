import { z } from 'zod';
import { code, durationS, itemId, toMs } from '../fields.ts';
import { defineKind, defineType } from '../kind.ts';

/** A chat with the virtual assistant: started, perhaps handed over to a person, ended (once, by whoever had it last). */
export const chat = defineKind({
  kind: 'chat',
  assetKinds: ['chatbot'],
  expectedIntervalS: null,
  openDays: { chat: 1, handover: 1 },
  types: {
    started: defineType({
      data: z.strictObject({ chatId: itemId, topic: code, procedure: code.optional() }),
      metrics: { 'chat.started': { unit: 'count', dims: ['topic', 'procedure'] } },
      measure: () => [{ metric: 'chat.started', value: 1 }],
      facts: ({ chatId, topic }) => [{ open: 'chat', key: chatId, value: { topic } }],
    }),
    handed_over: defineType({
      data: z.strictObject({ chatId: itemId, topic: code, reason: code.optional() }),
      metrics: { 'chat.handed_over': { unit: 'count', dims: ['topic'] } },
      measure: () => [{ metric: 'chat.handed_over', value: 1 }],
      facts: ({ chatId, topic }) => [{ open: 'handover', key: chatId, value: { topic } }],
    }),
    ended: defineType({
      data: z.strictObject({
        chatId: itemId,
        topic: code,
        durationS,
        outcome: z.enum(['resolved', 'handed_over', 'abandoned']),
      }),
      metrics: { 'chat.ended_ms': { unit: 'ms', dims: ['topic', 'outcome'], histogram: true } },
      measure: ({ durationS }) => [{ metric: 'chat.ended_ms', value: toMs(durationS) }],
      facts: ({ chatId }) => [
        { close: 'chat', key: chatId },
        { close: 'handover', key: chatId },
      ],
    }),
  },
});
