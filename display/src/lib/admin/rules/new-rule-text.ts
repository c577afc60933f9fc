/** What a new rule begins with: one that is read without a mistake, and says what to fill in. */
export const newRuleText = {
  vi: `id: ten-quy-tac
name: { vi: Tên quy tắc, en: Name of the rule }
priority: P3
scope: { kind: point } # kiosk, robot, point, branch, parking, hotline, chatbot, system
when: { kind: state, field: waiting, path: expectedWaitS, op: '>', value: 3600 }
forS: 900 # phải kéo dài chừng này giây
keepFiringS: 600 # hết chừng này giây mới đóng
hours: open
owner: GD-VP
action:
  vi: Viết việc phải làm ở đây.
  en: Write what to do here.
`,
  en: `id: name-of-rule
name: { vi: Tên quy tắc, en: Name of the rule }
priority: P3
scope: { kind: point } # kiosk, robot, point, branch, parking, hotline, chatbot, system
when: { kind: state, field: waiting, path: expectedWaitS, op: '>', value: 3600 }
forS: 900 # it must hold for so many seconds
keepFiringS: 600 # and be over for so many
hours: open
owner: GD-VP
action:
  vi: Viết việc phải làm ở đây.
  en: Write what to do here.
`,
} as const;
