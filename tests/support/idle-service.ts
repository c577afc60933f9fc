import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';

// The smallest service: it runs, says so, and stops when told.
await runService(createLog('idle', 'info'), () => Promise.resolve({ stop: () => Promise.resolve() }));
// Something to live for.
setInterval(() => undefined, 60_000);
