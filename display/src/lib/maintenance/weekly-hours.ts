const days = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;

/**
 * Hours of the week as a form asks for them, days by number from Monday 0, as they are kept (`Sa 22:00-24:00; Su
 * 00:00-02:00`). An end that is not after its beginning is the next day's. '' without a day; undefined: the times are none.
 */
export function weeklyHours(chosen: readonly number[], from: string, to: string): string | undefined {
  if (chosen.length === 0) return '';
  if (!isTime(from) || !isTime(to)) return undefined;
  const passesMidnight = to <= from;
  const spans = days.map((day, at) => {
    const late = chosen.includes(at) ? [`${from}-${passesMidnight ? '24:00' : to}`] : [];
    const isAfter = passesMidnight && to !== '00:00' && chosen.includes((at + 6) % 7);
    return [day, [...(isAfter ? [`00:00-${to}`] : []), ...late].join(',')] as const;
  });
  return spans.flatMap(([day, hours]) => (hours === '' ? [] : [`${day} ${hours}`])).join('; ');
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
