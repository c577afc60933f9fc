const width = 24;

/** Says how far something is, with the time left, at most every few seconds. */
export function createProgressBar(title: string, total: number, say: (text: string) => void, everyMs = 5_000) {
  const startMs = performance.now();
  let saidMs = startMs;
  return (done: number): void => {
    const nowMs = performance.now();
    if (done < total && nowMs - saidMs < everyMs) return;
    saidMs = nowMs;
    const filled = Math.round((done / total) * width);
    const leftS = Math.round(((nowMs - startMs) / done / 1_000) * (total - done));
    const left = done < total ? `, ${Math.floor(leftS / 60)}:${String(leftS % 60).padStart(2, '0')} left` : '';
    say(`  ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${title} ${done} of ${total}${left}`);
  };
}
