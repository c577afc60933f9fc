import { z } from 'zod';
import { code, instant, itemId, longDurationS, personal, toMs } from '../fields.ts';
import { defineKind, defineType, type Measurement } from '../kind.ts';

/** How a report came in; QR codes and Zalo links are channels of their own. */
export const reportChannels = ['hotline', 'app', 'web', 'qr', 'zalo', 'counter'] as const;
const channel = z.enum(reportChannels);

/**
 * A citizen's report (phản ánh): filed, updated, closed, all three at the asset it was filed at. Open311 calls `reportId`
 * service_request_id, `category` service_code and `dueAt` expected_datetime. One taken up again is a report of its own.
 */
export const report = defineKind({
  kind: 'report',
  assetKinds: ['point', 'branch', 'hotline', 'chatbot'],
  expectedIntervalS: null,
  openDays: { report: 400 },
  types: {
    filed: defineType({
      data: z.strictObject({
        reportId: itemId,
        category: code,
        channel,
        dueAt: instant.optional(),
        phone: personal.optional(),
      }),
      personal: ['phone'],
      metrics: { 'report.filed': { unit: 'count', dims: ['category', 'channel'] } },
      measure: () => [{ metric: 'report.filed', value: 1 }],
      facts: ({ reportId, category, channel, dueAt }) => [
        { open: 'report', key: reportId, value: { category, channel, dueAt: dueAt ?? null } },
        { set: 'report', value: { what: 'filed', channel } },
      ],
    }),
    updated: defineType({
      data: z.strictObject({ reportId: itemId, status: z.enum(['assigned', 'in_progress', 'waiting']) }),
      metrics: { 'report.updated': { unit: 'count', dims: ['status'] } },
      measure: () => [{ metric: 'report.updated', value: 1 }],
      facts: ({ status }) => [{ set: 'report', value: { what: status } }],
    }),
    closed: defineType({
      data: z.strictObject({
        reportId: itemId,
        category: code,
        channel,
        durationS: longDurationS,
        outcome: z.enum(['resolved', 'rejected', 'duplicate']),
        /** Whether it met its due time; absent when it had none. */
        onTime: z.boolean().optional(),
      }),
      metrics: {
        'report.closed_ms': { unit: 'ms', dims: ['category', 'channel', 'outcome'], histogram: true },
        'report.on_time': { unit: 'count', dims: ['category'] },
      },
      measure: ({ durationS, onTime }) => {
        const measured: Measurement[] = [{ metric: 'report.closed_ms', value: toMs(durationS) }];
        if (onTime !== undefined) measured.push({ metric: 'report.on_time', value: onTime ? 1 : 0 });
        return measured;
      },
      facts: ({ reportId, outcome }) => [
        { close: 'report', key: reportId },
        { set: 'report', value: { what: 'closed', outcome } },
      ],
    }),
  },
});
