import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { ServerPlace } from './own-server.ts';

/** Settings suited to the machine; durability settings stay at PostgreSQL's safe defaults. */
export function postgresConfig({ folder, port, throwaway }: ServerPlace): string {
  const { bavail, bsize } = statfsSync(folder);
  const memoryMb = totalmem() / 2 ** 20;
  const freeMb = (bavail * bsize) / 2 ** 20;
  return `# Written at every start.
listen_addresses = '127.0.0.1'
port = ${String(port)}
unix_socket_directories = ''
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
# The Apache edition has no background jobs; its scheduler would only hold connections to template databases.
timescaledb.max_background_workers = 0
shared_buffers = ${throwaway ? '128MB' : megabytes(memoryMb / 8, 128, 4096)}
effective_cache_size = ${megabytes(memoryMb / 2, 256, 65_536)}
work_mem = 16MB
maintenance_work_mem = ${megabytes(memoryMb / 32, 64, 1024)}
wal_compression = lz4
max_wal_size = ${throwaway ? '1GB' : megabytes(freeMb / 20, 512, 8192)}
checkpoint_timeout = 15min
log_checkpoints = off
max_connections = ${throwaway ? '200' : '100'}
max_locks_per_transaction = 256
random_page_cost = 1.1
jit = off
idle_in_transaction_session_timeout = 5min
client_connection_check_interval = 10s
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'
`;
}

function megabytes(value: number, least: number, most: number): string {
  return `${String(Math.floor(Math.min(most, Math.max(least, value))))}MB`;
}
