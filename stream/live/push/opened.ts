import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** A WebSocket and the byte stream under it. */
export type Opened = { readonly socket: WebSocket; readonly stream: Duplex };

/** What was sent since the start. */
export type Sent = { frames: number; bytes: number; cutScreens: number };
