/**
 * Reloads the page when its right to look has ended, so that the guard sends a person to log in and tells a revoked
 * screen so. A server that is merely away leaves the page as it is.
 */
export async function leaveIfRefused(): Promise<void> {
  const answer = await fetch('/wall/city.json', { method: 'HEAD' }).catch(() => null);
  if (answer?.status === 401) window.location.reload();
}
