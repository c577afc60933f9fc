import type { WallSettings } from '#shared/locality/wall-settings.ts';

const lookEveryMs = 60_000;

/** Tells of each change of a wall's settings; returns how to stop. A server that is away changes nothing. */
export function watchSettings(id: string, onChange: (settings: WallSettings) => void): () => void {
  let last: string | undefined;
  const look = async (): Promise<void> => {
    const answer = await fetch(`/wall/settings.json?wall=${encodeURIComponent(id)}`).catch(() => null);
    const text = answer?.ok ? await answer.text().catch(() => undefined) : undefined;
    if (text === undefined || text === last) return;
    last = text;
    onChange(JSON.parse(text) as WallSettings);
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  return () => {
    clearInterval(timer);
  };
}
