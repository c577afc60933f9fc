import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signWebhook } from '../../../stream/duty/notify/channels/send-webhook.ts';
import { openNotifyDesk, type NotifyDesk } from '../../support/notify-desk.ts';
import { mailChannel, openHttpReceiver, openMailServer, smsChannel } from '../../support/receivers.ts';
import { waitFor } from '../../support/wait-for.ts';

let desk: NotifyDesk;
const open: { close: () => Promise<void> }[] = [];

beforeEach(async () => {
  desk = await openNotifyDesk();
});
afterEach(async ({ task }) => {
  await desk.close(task.result?.state === 'pass');
  for (const one of open.splice(0)) await one.close();
});

async function openMail(...args: Parameters<typeof openMailServer>) {
  const server = await openMailServer(...args);
  open.push(server);
  await desk.setChannel(mailChannel(server.port));
  return server;
}

async function openSms(...args: Parameters<typeof openHttpReceiver>) {
  const receiver = await openHttpReceiver(...args);
  open.push(receiver);
  await desk.setChannel(smsChannel(receiver.url), 's"3\ncret');
  return receiver;
}

describe('what one contact is told', () => {
  it('comes by e-mail in both languages, urgent, with a link and without anybody’s number', async () => {
    const mail = await openMail();
    await desk.addContact('an', { email: 'an@vonglau.example' });
    await desk.onDuty('an');
    const id = await desk.openIncident({ title: 'Chị Lan 0912345678 gọi: kiosk hỏng' });
    desk.start();
    const [notice] = await desk.settled(id);
    expect(notice).toMatchObject({ state: 'sent', reason: 'opened', contact: 'an', step: 0, round: 0 });
    expect(notice?.attempts).toMatchObject([{ channel: 'email', state: 'sent' }]);
    const raw = mail.mails[0]?.raw ?? '';
    const text = Buffer.from(raw.split('\r\n\r\n').slice(1).join('\n'), 'base64').toString() + raw;
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toMatch(/X-Priority: 1/);
    expect(`${text}${raw.replaceAll(/=\r\n/g, '')}`).toContain(`https://vonglau.example/incident/${id}`);
    expect(mail.mails).toHaveLength(1);
    expect(`${raw}${text}`).not.toContain('0912345678');
  });

  it('is one message for sixty kiosks that are one incident, and for twenty incidents at once', async () => {
    const sms = await openSms();
    await desk.addContact('an', { phone: '0912345678', channels: ['sms'] });
    await desk.onDuty('an');
    const storm = await desk.openIncident({ kiosks: 60 });
    desk.start();
    expect(await desk.settled(storm)).toMatchObject([{ state: 'sent', priority: 'P1' }]);
    expect(sms.taken).toHaveLength(1);
    expect(await desk.notices()).toHaveLength(1);
    expect(JSON.parse(sms.taken[0]?.body ?? '')).toMatchObject({ to: '84912345678', key: 's"3\ncret' });
    const ids: number[] = [];
    for (let at = 0; at < 20; at += 1) ids.push(await desk.openIncident({ priority: 'P2' }));
    desk.clock.ms += 60_000;
    const all = await Promise.all(ids.map((id) => desk.settled(id)));
    expect(all.flat().every(({ state }) => state === 'sent')).toBe(true);
    expect(sms.taken).toHaveLength(2);
    expect(sms.taken[1]?.body).toMatch(/va 17 viec khac/);
  });

  it('comes of an alert of no incident too, once, and rests while it is silenced', async () => {
    const sms = await openSms();
    await desk.addContact('an', { phone: '0912345678', channels: ['sms'] });
    await desk.onDuty('an');
    const alone = await desk.openAlert();
    await desk.changeAlert(alone, `silencing = '{"kind": "maintenance", "id": 1, "until": null}'`);
    desk.clock.ms += 10 * 60_000;
    await desk.tick();
    desk.start();
    await waitFor('the notice to be dropped', async () => (await desk.notices())[0]?.state === 'superseded');
    expect(await desk.notices()).toMatchObject([{ alert: alone, incident: null, why: 'over' }]);
    await desk.changeAlert(alone, 'silencing = NULL');
    await waitFor('it to be told again', () => sms.taken.length === 1);
    expect(sms.taken[0]?.body).toContain(`/duty?alert=${alone}`);
  });

  it('is dropped when somebody has it before it leaves, and its end is told only to who heard of it', async () => {
    const sms = await openSms();
    await desk.addContact('an', { phone: '0912345678', channels: ['sms'] });
    await desk.onDuty('an');
    const [taken, done, heard] = [await desk.openIncident(), await desk.openIncident(), await desk.openIncident()];
    await desk.changeIncident(taken, `state = 'acknowledged', owner = 'binh', owner_until = '2026-11-28T04:00:00Z'`);
    await desk.changeIncident(done, `state = 'resolved', resolved_at = '2026-11-28T03:00:00Z'`);
    desk.start();
    const first = await desk.settled(heard);
    expect(first.map(({ state }) => state)).toEqual(['sent']);
    expect((await desk.settled(taken)).map(({ state, why }) => [state, why])).toEqual([['superseded', 'taken']]);
    expect((await desk.settled(done)).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
    desk.clock.ms += 5 * 60_000;
    await desk.changeIncident(heard, `state = 'resolved', resolved_at = '2026-11-28T03:05:00Z'`);
    const ended = await desk.settled(heard);
    expect(ended.map(({ reason, state }) => [reason, state])).toEqual([
      ['opened', 'sent'],
      ['resolved', 'sent'],
    ]);
    expect(sms.taken).toHaveLength(2);
  });

  it('waits for quiet hours and for limits, but P1 does not', async () => {
    const mail = await openMail();
    const sms = await openSms();
    await desk.addContact('an', { email: 'an@vonglau.example', phone: '0912345678', quiet: 'Mo-Su 09:00-11:00' });
    await desk.onDuty('an');
    const low = await desk.openIncident({ priority: 'P2' });
    const urgent = await desk.openIncident();
    desk.start();
    await desk.settled(urgent);
    expect((await desk.notices(low))[0]).toMatchObject({ state: 'waiting', dueAt: '2026-11-28T04:00:00.000Z' });
    // A second P1 within the minute goes by the other way.
    await desk.settled(await desk.openIncident());
    expect([sms.taken.length, mail.mails.length]).toEqual([1, 1]);
    desk.clock.ms = Date.parse('2026-11-28T04:00:01Z');
    await desk.settled(low);
    expect([sms.taken.length, mail.mails.length]).toEqual([2, 1]);
  });
});

describe('a receiver that', () => {
  it('fails is tried again under the same id, then the next way is taken', async () => {
    const sms = await openSms(() => ({ status: 503, text: 'busy' }));
    const mail = await openMail();
    await desk.addContact('an', { email: 'an@vonglau.example', phone: '0912345678' });
    await desk.onDuty('an');
    const id = await desk.openIncident();
    desk.start();
    await waitFor('the first try', () => sms.taken.length === 1);
    await waitFor('it to be noted', async () => (await desk.notices(id))[0]?.attempts[0]?.state === 'failed');
    desk.clock.ms += 5_000;
    const [notice] = await desk.settled(id);
    expect(notice?.attempts.map(({ channel, state }) => [channel, state])).toEqual([
      ...[
        ['sms', 'failed'],
        ['sms', 'failed'],
        ['email', 'sent'],
      ],
    ]);
    expect(new Set(sms.taken.map(({ path }) => path)).size).toBe(1);
    expect(mail.mails).toHaveLength(1);
  });

  it('refuses is not asked again', async () => {
    const sms = await openSms(() => ({ status: 400, text: 'bad number 0912345678' }));
    await openMail((mail) => (mail.to.startsWith('an') ? 550 : undefined));
    await desk.addContact('deputy', { email: 'deputy@vonglau.example' });
    await desk.addContact('an', { email: 'an@vonglau.example', phone: '0912345678', deputy: 'deputy' });
    await desk.onDuty('an');
    const id = await desk.openIncident();
    desk.start();
    const notices = await desk.settled(id);
    expect(notices.map(({ contact, state }) => [contact, state])).toEqual([
      ['an', 'failed'],
      ['deputy', 'sent'],
    ]);
    const answers = notices[0]?.attempts.map(({ answer, state }) => `${state} ${answer}`) ?? [];
    expect(answers).toHaveLength(2);
    expect(answers.join()).not.toMatch(/0912|an@vonglau/);
    expect(sms.taken).toHaveLength(1);
    // The chain does not wait five minutes for whoever could not be reached.
    await desk.tick();
    expect((await desk.notices(id))[0]).toMatchObject({ reason: 'escalated', step: 1 });
  });

  it('hangs, or answers too late, is sent the same again, which it can tell by the id', async () => {
    const behaviours = [{ hangs: true }, { lateMs: 4_000 }, { status: 200 }] as const;
    const hook = await openHttpReceiver((_taken, count) => behaviours[count - 1] ?? { status: 200 });
    open.push(hook);
    await desk.setChannel({ kind: 'webhook', enabled: true, url: `${hook.url}/hook` }, 'whsec');
    await desk.addContact('an', { channels: ['webhook'] });
    await desk.onDuty('an');
    const id = await desk.openIncident({ priority: 'P2' });
    desk.start(2_000);
    for (const tries of [1, 2]) {
      await waitFor(`try ${tries} to be given up`, async () => {
        const [notice] = await desk.notices(id);
        return notice?.attempts.filter(({ state }) => state === 'unknown').length === tries;
      });
      desk.clock.ms += 20_000;
    }
    const [notice] = await desk.settled(id);
    expect(notice?.attempts.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'sent']);
    expect(new Set(hook.taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const { headers, body } of hook.taken) {
      const [key, timestamp] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
      expect(headers['webhook-signature']).toBe(`v1,${signWebhook('whsec', { key, timestamp, body })}`);
    }
    expect(JSON.parse(hook.taken[0]?.body ?? '')).toMatchObject({ contact: 'an', notices: [{ number: `SC-${id}` }] });
  });

  it('is Zalo gets what its documentation asks for; an error in its answer counts', async () => {
    const answers = [
      { error: -124, message: 'Access token invalid' },
      { error: 0, message: 'Success', data: { msg_id: 'x' } },
    ];
    const zalo = await openHttpReceiver((_taken, count) => ({ status: 200, text: JSON.stringify(answers[count - 1]) }));
    open.push(zalo);
    const settings = {
      kind: 'zalo',
      enabled: true,
      url: `${zalo.url}/message/template`,
      template: '371000',
      mode: 'development',
      appId: null,
      tokenUrl: zalo.url,
    } as const;
    await desk.setChannel(settings, 'token');
    await desk.addContact('an', { phone: '+84912345678', channels: ['zalo'] });
    await desk.onDuty('an');
    const id = await desk.openIncident();
    desk.start();
    await waitFor('the error to be noted', async () => (await desk.notices(id))[0]?.attempts[0]?.state === 'failed');
    desk.clock.ms += 5_000;
    await desk.settled(id);
    expect(zalo.taken[0]?.headers.access_token).toBe('token');
    const validate = new Ajv({ strict: true }).compile(zaloSchema);
    for (const { body } of zalo.taken) expect(validate(JSON.parse(body)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is Zalo renews the token that has ended, keeps it before it is used, and uses it until it ends', async () => {
    const zalo = await openHttpReceiver(({ path }) => {
      const renewed = { access_token: 'access-2', refresh_token: 'refresh-2', expires_in: '90000' };
      return { status: 200, text: JSON.stringify(path === '/token' ? renewed : { error: 0, message: 'Success' }) };
    });
    open.push(zalo);
    const urls = { url: `${zalo.url}/message/template`, tokenUrl: `${zalo.url}/token` };
    await desk.setChannel(
      { kind: 'zalo', enabled: true, ...urls, template: '1', mode: 'production', appId: '42' },
      'app',
    );
    const tokens = { access: '', refresh: 'refresh-1', untilMs: 0 };
    await desk.pool.query('UPDATE channels SET tokens_sealed = $1', [desk.seal.close(JSON.stringify(tokens))]);
    await desk.addContact('an', { phone: '0912345678', channels: ['zalo'] });
    await desk.onDuty('an');
    const first = await desk.openIncident();
    desk.start();
    await desk.settled(first);
    desk.clock.ms += 60_000;
    await desk.settled(await desk.openIncident());
    expect(zalo.taken.map(({ path }) => path)).toEqual(['/token', '/message/template', '/message/template']);
    expect(zalo.taken[0]?.body).toBe('app_id=42&grant_type=refresh_token&refresh_token=refresh-1');
    expect(zalo.taken.map(({ headers }) => headers.access_token ?? headers.secret_key)).toEqual([
      ...['app', 'access-2', 'access-2'],
    ]);
  });
});

/** The request body of ZNS `message/template`, as documented for official accounts. */
const zaloSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['phone', 'template_id', 'template_data'],
  properties: {
    phone: { type: 'string', pattern: '^84[0-9]{8,10}$' },
    template_id: { type: 'string', pattern: '^[0-9]+$' },
    template_data: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', minLength: 1, maxLength: 200 },
    },
    tracking_id: { type: 'string', maxLength: 48, pattern: '^[A-Za-z0-9]+$' },
    mode: { const: 'development' },
  },
};
