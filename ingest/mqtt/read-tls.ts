import { readFileSync } from 'node:fs';

/** Files of a certificate with its chain, and of its private key (PEM). */
export type TlsFiles = { readonly certFile: string; readonly keyFile: string };

/** Reads both; throws with what to do. */
export function readTls({ certFile, keyFile }: TlsFiles): { cert: Buffer; key: Buffer } {
  return { cert: read('MQTT_CERT_FILE', certFile), key: read('MQTT_KEY_FILE', keyFile) };
}

function read(name: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`${name}: ${file} cannot be read; name a PEM file that ingest may read.`, { cause: error });
  }
}
