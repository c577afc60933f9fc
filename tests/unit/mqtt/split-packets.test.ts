import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mqttLimits } from '../../../ingest/mqtt/limits.ts';
import { createPacketSplitter, speaksVersion4 } from '../../../ingest/mqtt/split-packets.ts';
import { mqttPacket } from '../../support/mqtt-packets.ts';

const packets = fc.array(
  fc.oneof(
    fc.string({ maxLength: 400 }).map((payload) => mqttPacket.publish('vonglau/aaaaaaaa/events', payload)),
    fc.constantFrom(mqttPacket.pingreq, mqttPacket.subscribe('x'), mqttPacket.connect(), Buffer.from([0xe0, 0])),
  ),
  { maxLength: 12 },
);

/** Cuts bytes into pieces of the sizes given, over and over. */
function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

test('whole packets come out as they went in, however they are cut', () => {
  fc.assert(
    fc.property(packets, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 }), (sent, sizes) => {
      const splitter = createPacketSplitter();
      const split = cut(Buffer.concat(sent), sizes).map((piece) => splitter.push(piece));
      expect(split.flatMap((one) => one.packets.map(({ bytes }) => bytes.toString('hex')))).toEqual(
        sent.map((bytes) => bytes.toString('hex')),
      );
      expect(split.some(({ fault }) => fault !== undefined)).toBe(false);
      expect(splitter.partBytes()).toBe(0);
    }),
  );
});

test('whatever comes, it ends, holds no more than a packet may have, and gives out nothing behind a fault', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 20 }), (chunks) => {
      const splitter = createPacketSplitter();
      for (const chunk of chunks) {
        const { fault } = splitter.push(Buffer.from(chunk));
        expect(splitter.partBytes()).toBeLessThanOrEqual(mqttLimits.publishBytes);
        if (fault) return;
      }
    }),
  );
});

describe('a packet that may not be', () => {
  test.each([
    ['a publish above its bound', mqttPacket.header(0x32, mqttLimits.publishBytes), 'oversize'],
    ['a subscription above its bound', mqttPacket.header(0x82, mqttLimits.controlBytes), 'oversize'],
    ['a length that does not end', Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff]), 'malformed'],
    ['what only a server sends', Buffer.from([0x20, 2, 0, 0]), 'malformed'],
    ['type 0', Buffer.from([0, 0]), 'malformed'],
  ])('%s is told, whole or byte by byte, behind what came before it', (_name, bytes, fault) => {
    const whole = createPacketSplitter().push(Buffer.concat([mqttPacket.pingreq, bytes]));
    expect(whole).toMatchObject({ packets: [{ type: 12 }], fault });
    const splitter = createPacketSplitter();
    const told = cut(bytes, [1]).map((byte) => splitter.push(byte).fault);
    expect(told.find((one) => one !== undefined)).toBe(fault);
  });
});

test('only MQTT 3.1.1 is spoken', () => {
  expect(speaksVersion4(mqttPacket.connect())).toBe(true);
  expect(speaksVersion4(mqttPacket.connect({ clientId: 'x'.repeat(200) }))).toBe(true);
  expect(speaksVersion4(mqttPacket.connect({ level: 5 }))).toBe(false);
  expect(speaksVersion4(Buffer.from([0x10, 0]))).toBe(false);
});
