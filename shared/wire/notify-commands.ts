import { z } from 'zod';
import { parseOpeningHours } from '../time/opening-hours.ts';
import { priorities } from './duty-priorities.ts';
import type { Priority, Says } from './duty.ts';
import { worldName } from './world.ts';

/** A code of ours: a contact, a rota, a chain. */
export const dutyCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,47}$/, { error: 'a code such as truc-ban' });

/** Opening hours such as `Mo-Fr 07:00-19:00`, in the city's zone. */
export const weekHours = z
  .string()
  .refine((text) => parseOpeningHours(text) !== undefined, { error: 'hours such as Mo-Fr 08:00-17:00, or 24/7' });

/** Ways a message travels, in the order they are tried unless a contact says otherwise. */
export const channelKinds = ['sms', 'zalo', 'email', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const words = z.string().trim().min(1).max(120);
const version = z.int().min(0);

/** duty `contact.list`: everybody who can be reached, and every office, whether or not it can. */
export const contactList = z.strictObject({});

/**
 * duty `contact.set`: makes or changes a contact. Left out: unchanged; null: taken away. `phone` and `email` are sealed
 * before they are written, and never told to anybody but the duty officer and the administrator. `expectedVersion` 0: new.
 */
export const contactSet = z.strictObject({
  id: dutyCode,
  expectedVersion: version,
  /** An office of the city, or the account of a person on the rota; neither: a contact outside. */
  office: z.string().min(1).max(64).nullish(),
  account: z.string().min(1).max(64).nullish(),
  nameVi: words.optional(),
  nameEn: words.optional(),
  phone: z
    .string()
    .transform((text) => text.replaceAll(/[ .()-]/g, ''))
    .pipe(z.string().regex(/^(\+[1-9][0-9]{7,14}|0[0-9]{8,10}|1[0-9]{2,9})$/, { error: '0912345678 or +84912345678' }))
    .nullish(),
  email: z.email().max(200).nullish(),
  /** The contact that is tried when this one cannot be reached. */
  deputy: dutyCode.nullish(),
  /** When somebody answers there. */
  hours: weekHours.nullish(),
  /** When nothing but P1 is sent. */
  quiet: weekHours.nullish(),
  channels: z.array(z.enum(channelKinds)).max(channelKinds.length).optional(),
  /** Whether exercises reach this contact too, marked as such. */
  drills: z.boolean().optional(),
});
export type ContactSet = z.output<typeof contactSet>;

/** duty `contact.remove`. */
export const contactRemove = z.strictObject({ id: dutyCode, expectedVersion: version });

/** A contact as told; `phone` and `email` null where there is none or whoever asks may not see it (`hidden`). */
export type ContactView = {
  readonly id: string;
  readonly office: string | null;
  readonly account: string | null;
  readonly name: Says;
  readonly unit: string | null;
  readonly department: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly hidden: boolean;
  readonly has: { readonly phone: boolean; readonly email: boolean };
  readonly deputy: string | null;
  readonly hours: string | null;
  readonly quiet: string | null;
  readonly channels: readonly ChannelKind[];
  readonly drills: boolean;
  /** 0: an office nobody has written an address for yet. */
  readonly version: number;
};

const httpUrl = z.url({ protocol: /^https?$/ }).max(500);
const secret = z.string().min(1).max(500).nullish();
const enabled = z.boolean();

/** E-mail by the city's SMTP server. */
const emailChannel = z.strictObject({
  kind: z.literal('email'),
  enabled,
  host: z.string().min(1).max(200),
  port: z.int().min(1).max(65_535),
  /** `tls`: from the first byte; `starttls`: asked for and insisted on; `none`: on a network of one's own. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(200).nullable(),
  from: z.email(),
  secret,
});

/** An SMS gateway: a request with `{to}`, `{text}`, `{id}` and `{secret}` put in, escaped as its form needs. */
const smsChannel = z.strictObject({
  kind: z.literal('sms'),
  enabled,
  url: httpUrl,
  method: z.enum(['POST', 'GET']),
  form: z.enum(['json', 'form']),
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/), z.string().max(300)),
  body: z.string().max(2_000),
  /** Written without marks: twice as much in one message, at every gateway. */
  withoutMarks: z.boolean(),
  /** A piece of text that a good answer contains, besides its status; '' for none. */
  goodAnswer: z.string().max(100),
  secret,
});

/** Another system of the city: each message as JSON, timestamped and signed with the secret. */
const webhookChannel = z.strictObject({ kind: z.literal('webhook'), enabled, url: httpUrl, secret });

/**
 * A Zalo official account's approved template, filled in with `ma`, `muc`, `noi`, `luc`, `link`. With `appId` the secret is the
 * application's and `refreshToken` brings access tokens, renewed by themselves; without it the secret is an access token.
 */
const zaloChannel = z.strictObject({
  kind: z.literal('zalo'),
  enabled,
  url: httpUrl,
  template: z.string().regex(/^[0-9]{1,20}$/, { error: 'the number of the approved template' }),
  mode: z.enum(['development', 'production']),
  appId: z
    .string()
    .regex(/^[0-9]{1,30}$/)
    .nullable(),
  tokenUrl: httpUrl,
  secret,
  refreshToken: secret,
});

/** Calls an address outside each minute while messages can be sent; whoever listens there raises the alarm at silence. */
const heartbeatChannel = z.strictObject({ kind: z.literal('heartbeat'), enabled, url: httpUrl });

/** duty `channel.set`. A secret left out stays as it was; null takes it away. */
export const channelSettings = z.discriminatedUnion('kind', [
  emailChannel,
  smsChannel,
  webhookChannel,
  zaloChannel,
  heartbeatChannel,
]);
export type ChannelSettings = z.output<typeof channelSettings>;
export const channelSet = z.strictObject({ expectedVersion: version, settings: channelSettings });

/** duty `channel.list`. */
export const channelList = z.strictObject({});

/** A channel as told: without its secret, and how it has fared lately. */
export type ChannelView = {
  readonly settings: ChannelSettings;
  readonly hasSecret: boolean;
  readonly version: number;
  /** Of the last day; null: nothing was sent. */
  readonly lastSentAt: string | null;
  readonly lastFailure: { readonly at: string; readonly why: string } | null;
};

/** duty `notify.test`: a test message by one channel to a contact, by default the one of whoever asks. */
export const notifyTest = z.strictObject({ channel: z.enum(channelKinds), contact: dutyCode.optional() });
export type NotifyTested = { readonly notice: number };

/** Why somebody is told. */
export const noticeReasons = [
  ...(['opened', 'escalated', 'unacknowledged', 'no_progress', 'raised', 'resolved', 'handover', 'test'] as const),
  ...(['task'] as const),
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/**
 * What became of a notice. `waiting`: for its channel, for quiet hours to end or for a limit; `simulated`: of a world that
 * reaches nobody; `superseded`: what it said was no longer so before it went out; `nobody`: nobody was there to tell.
 */
export const noticeStates = ['waiting', 'sent', 'failed', 'simulated', 'superseded', 'nobody'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** duty `notify.list`: who was told what; newest first. `before`: goes on from an id. */
export const notifyList = z.strictObject({
  world: worldName.default('live'),
  incident: z.int().min(1).optional(),
  alert: z.int().min(1).optional(),
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(500).default(100),
});

/** One notice to one contact, with every attempt to send it. Holds no address. */
export type NoticeView = {
  readonly id: number;
  readonly world: string;
  readonly incident: number | null;
  readonly alert: number | null;
  /** Such as `SC-1042`; null: of an alert, a handover or a test. */
  readonly number: string | null;
  readonly reason: NoticeReason;
  readonly priority: Priority;
  readonly isExercise: boolean;
  /** Step and round of the chain, from 0; null: not by a chain. */
  readonly step: number | null;
  readonly round: number | null;
  readonly contact: string | null;
  readonly contactName: Says | null;
  readonly state: NoticeState;
  readonly why: string | null;
  /** World time; the others are real. */
  readonly at: string;
  readonly madeAt: string;
  readonly dueAt: string;
  readonly settledAt: string | null;
  readonly attempts: readonly DeliveryView[];
};

/** An attempt to send, by one channel. `refused`: it will never do that way; `unknown`: no answer came, so it goes again under the same id. */
export type DeliveryView = {
  readonly id: number;
  readonly channel: ChannelKind;
  readonly state: 'sending' | 'sent' | 'failed' | 'refused' | 'unknown';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly answer: string | null;
  /** How many notices went out in the same message. */
  readonly bundled: number;
};

/** Which incidents a chain is for, and whom it tells when. */
export const chainStep = z.strictObject({
  /** Minutes after the step before it; the first is 0. */
  afterMin: z.int().min(0).max(9_000),
  tell: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('rota'), rota: dutyCode }),
        z.strictObject({ kind: z.literal('contact'), contact: dutyCode }),
        /** The contact of the office that owns the rule. */
        z.strictObject({ kind: z.literal('owner') }),
        /** Everybody whom the rotas of this chain know. */
        z.strictObject({ kind: z.literal('everybody') }),
      ]),
    )
    .min(1)
    .max(10),
});
export type ChainStep = z.output<typeof chainStep>;

export const chain = z
  .strictObject({
    id: dutyCode,
    nameVi: words,
    nameEn: words,
    priorities: z.array(z.enum(priorities)).min(1),
    /** Owners of rules; empty: any. */
    owners: z.array(z.string().min(1).max(60)).max(50),
    /** Outside these hours its steps wait. */
    hours: weekHours,
    steps: z.array(chainStep).min(1).max(10),
    /** How often it starts over when its last step brought nobody. */
    rounds: z.int().min(0).max(5),
    /** Minutes in which whoever took it must have done something. */
    progressMin: z.int().min(1).max(1_440),
  })
  .refine(({ steps }) => steps.slice(1).every(({ afterMin }) => afterMin >= 1), {
    error: 'every step after the first waits at least a minute',
  });
export type Chain = z.output<typeof chain>;
export type ChainView = Chain & { readonly position: number; readonly version: number };

/** duty `chain.list`; `chain.set`: `expectedVersion` 0: new; `chain.remove`. Of several that fit, the lowest position holds. */
export const chainList = z.strictObject({});
export const chainSet = z.strictObject({ expectedVersion: version, position: z.int().min(0).max(1_000), chain });
export const chainRemove = z.strictObject({ id: dutyCode, expectedVersion: version });
