/** Shares `total` by weight so that the parts sum to it exactly: whole quotas first, then the largest remainders. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const quotas = weights.map((weight) => (total * weight) / sum);
  const parts = quotas.map(Math.floor);
  const left = total - parts.reduce((one, other) => one + other, 0);
  const byRemainder = quotas.map((quota, index) => ({ index, remainder: quota % 1 }));
  byRemainder.sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
