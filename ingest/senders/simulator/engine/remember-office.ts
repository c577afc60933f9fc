import type { BusinessCalendar } from '#shared/time/business-calendar.ts';

const answersKept = 20_000;

/** A calendar that works out each answer about a day once: every record and every visit asks. */
export function rememberOffice(office: BusinessCalendar): BusinessCalendar {
  const addWorkingDays = remember((key) => {
    const [day = '', count] = key.split('+');
    return office.addWorkingDays(day, Number(count));
  });
  return {
    ...office,
    isWorkingDay: remember(office.isWorkingDay),
    openOn: remember(office.openOn),
    closesAt: remember(office.closesAt),
    addWorkingDays: (day, count) => addWorkingDays(`${day}+${count}`),
  };
}

/** A function of a text that is worked out once for each; what is kept is bounded. */
export function remember<Answer>(ask: (key: string) => Answer): (key: string) => Answer {
  const known = new Map<string, Answer>();
  return (key) => {
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const fresh = ask(key);
    if (known.size >= answersKept) known.clear();
    known.set(key, fresh);
    return fresh;
  };
}
