import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createTokenBucket, type TokenBucket } from '../door/keys/token-bucket.ts';
import { mqttLimits } from './limits.ts';
import { createPacketSplitter, packetTypes, speaksVersion4, type Packet, type PacketFault } from './split-packets.ts';

/** Bytes of packets held at this moment, over all connections. */
export type HeldBytes = { bytes: number };

/** Why nothing more can be read of a connection. */
export type GateFault = PacketFault | 'version' | 'protocol' | 'late' | 'flood' | 'crowded';

/*
 * Between a socket and the broker. The broker takes whatever comes, however large, and as fast as it comes; so it is
 * handed whole packets of a bounded size, the first one alone until it was answered, and no more publishes than may be
 * unacknowledged at once. What comes behind them stays in the socket, whose full window slows the device down: nothing is
 * queued here beyond one read of the socket and one packet that is not whole yet.
 *
 * What is wrong with a packet is told only after everything before it was acknowledged: a device that sends again after
 * it has connected again would otherwise never get past it.
 */
export class PacketGate extends Duplex {
  readonly #socket: Socket;
  readonly #held: HeldBytes;
  readonly #onFault: (fault: GateFault) => void;
  readonly #splitter = createPacketSplitter();
  readonly #controls: TokenBucket;
  #state: 'new' | 'asking' | 'open' | 'closing' = 'new';
  #queue: Packet[] = [];
  /** Sizes of the publishes that the broker has and that are not acknowledged, oldest first. */
  #unacknowledged: number[] = [];
  /** Of this connection's queue and unacknowledged publishes; a packet that is not whole comes on top. */
  #wholeBytes = 0;
  #countedBytes = 0;
  #fault: GateFault | undefined;
  #partTimer: NodeJS.Timeout | undefined;

  /** `onFault` is called once, when nothing more can be read; it must end the connection. */
  constructor(socket: Socket, held: HeldBytes, onFault: (fault: GateFault) => void) {
    super();
    this.#socket = socket;
    this.#held = held;
    this.#onFault = onFault;
    this.#controls = createTokenBucket(mqttLimits.controlPerS, mqttLimits.controlBurstS, performance.now());
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    // A device that closes its half waits for no answer.
    socket.once('end', () => this.destroy());
    socket.once('close', () => this.destroy());
    // A reset, of which `close` tells the end.
    socket.on('error', () => undefined);
    this.on('drain', () => {
      this.#feed();
    });
  }

  /** The first packet was answered well: others may come. */
  open(): void {
    if (this.#state === 'asking') this.#state = 'open';
    this.#feed();
  }

  /** The oldest publish that the broker has was acknowledged. */
  acknowledged(): void {
    this.#wholeBytes -= this.#unacknowledged.shift() ?? 0;
    this.#feed();
  }

  /** Hands over no more packets; what was handed over goes on. */
  closeForMore(): void {
    this.#state = 'closing';
    this.#dropQueue();
    this.#socket.pause();
  }

  override _read(): void {
    // Packets are handed over when they may be, not when they are asked for.
  }

  /** Held together in the socket, whose end sends what is held; held here it would be lost with an end at once. */
  override cork(): void {
    this.#socket.cork();
  }

  override uncork(): void {
    this.#socket.uncork();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#socket.write(chunk)) done();
    else this.#socket.once('drain', done);
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.closeForMore();
    clearTimeout(this.#partTimer);
    this.#held.bytes -= this.#countedBytes;
    this.#countedBytes = 0;
    // What was written last is to arrive; a socket that is destroyed with something unread in it takes it along.
    const socket = this.#socket;
    if (!socket.destroyed) {
      socket.end();
      socket.resume();
      const linger = setTimeout(() => socket.destroy(), mqttLimits.lingerMs);
      socket.once('close', () => {
        clearTimeout(linger);
      });
    }
    // Whoever destroys it knows why.
    done(null);
  }

  #take(chunk: Buffer): void {
    if (this.#state === 'closing' || this.#fault) return;
    const had = this.#splitter.partBytes() > 0;
    const { packets, fault } = this.#splitter.push(chunk);
    for (const packet of packets) {
      this.#queue.push(packet);
      this.#wholeBytes += packet.bytes.length;
    }
    this.#fault = fault;
    if (!had || packets.length > 0) this.#timePart();
    this.#count();
    if (this.#held.bytes > mqttLimits.heldBytes) this.#fail('crowded');
    else this.#feed();
  }

  /** Gives the packet that began its time. */
  #timePart(): void {
    clearTimeout(this.#partTimer);
    if (this.#splitter.partBytes() === 0) return;
    this.#partTimer = setTimeout(() => {
      this.#fail('late');
    }, mqttLimits.packetMs);
  }

  #feed(): void {
    while (this.#mayFeed()) {
      const packet = this.#queue.shift();
      if (!packet) break;
      const fault = this.#findFault(packet);
      if (fault) {
        this.#dropQueue();
        this.#fault = fault;
        break;
      }
      if (packet.type === packetTypes.publish) this.#unacknowledged.push(packet.bytes.length);
      else this.#wholeBytes -= packet.bytes.length;
      this.push(packet.bytes);
    }
    if (this.#state === 'closing') return;
    this.#count();
    if (this.#queue.length > 0 || this.#fault) this.#socket.pause();
    else this.#socket.resume();
    const fault = this.#fault;
    if (!fault || this.#queue.length > 0 || this.#unacknowledged.length > 0) return;
    // The broker reads what it was handed in the turn after this.
    setImmediate(() => {
      this.#fail(fault);
    });
  }

  #mayFeed(): boolean {
    if (this.#state === 'asking' || this.#state === 'closing') return false;
    return this.#unacknowledged.length < mqttLimits.window && !this.writableNeedDrain;
  }

  #findFault({ type, bytes }: Packet): GateFault | undefined {
    if (this.#state === 'new') {
      if (type !== packetTypes.connect) return 'protocol';
      this.#state = 'asking';
      return speaksVersion4(bytes) ? undefined : 'version';
    }
    if (type === packetTypes.connect) return 'protocol';
    if (type === packetTypes.publish) return undefined;
    const nowMs = performance.now();
    if (this.#controls.waitMs(nowMs) > 0) return 'flood';
    this.#controls.take(1, nowMs);
    return undefined;
  }

  #fail(fault: GateFault): void {
    if (this.#state === 'closing') return;
    this.closeForMore();
    this.#onFault(fault);
  }

  #dropQueue(): void {
    this.#queue = [];
    this.#wholeBytes = this.#unacknowledged.reduce((sum, bytes) => sum + bytes, 0);
  }

  #count(): void {
    const bytes = this.#wholeBytes + this.#splitter.partBytes();
    this.#held.bytes += bytes - this.#countedBytes;
    this.#countedBytes = bytes;
  }
}
