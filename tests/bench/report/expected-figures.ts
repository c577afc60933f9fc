/** What a figure must reach, and what we aim at; `most`: no more than that, `least`: no less. */
export type Expected = {
  readonly figure: RegExp;
  readonly says: string;
  readonly bound: 'most' | 'least';
  readonly must: number;
  readonly aim?: number;
};

/** The figures the design promises something of; all others are shown for what they tell. */
export const expectedFigures: readonly Expected[] = [
  {
    figure: /^durable_over_copy$/,
    says: 'whole path ÷ COPY of rows and identities',
    bound: 'least',
    must: 0.3,
    aim: 0.5,
  },
  { figure: /^frames_over_messages$/, says: 'frames ÷ one message per event', bound: 'least', must: 25, aim: 50 },
  { figure: /^socket_p50_ms_at_\d+$/, says: 'event due → socket, p50', bound: 'most', must: 50, aim: 20 },
  { figure: /^socket_p99_ms_at_\d+$/, says: 'event due → socket, p99', bound: 'most', must: 150, aim: 60 },
  { figure: /^screens_beside_p99_ms$/, says: 'beside 1,000 screens, p99', bound: 'most', must: 100, aim: 60 },
  // A screen's own wait for its turn at 5 Hz, 200 ms, and the same 100 ms.
  { figure: /^screens_p99_ms$/, says: '1,000 screens at 5 Hz, p99', bound: 'most', must: 300, aim: 250 },
  { figure: /^slow_screen_effect$/, says: 'p99 beside stalled ÷ alone', bound: 'most', must: 1.2, aim: 1.05 },
  { figure: /^slow_screen_kib_each$/, says: 'memory per stalled screen', bound: 'most', must: 4_096, aim: 512 },
  { figure: /^query_p95_ms_at_\d+$/, says: 'queries of the wall, p95', bound: 'most', must: 50, aim: 10 },
  { figure: /^query_long_p95_ms_at_\d+$/, says: 'the same of a week to a year, p95', bound: 'most', must: 50, aim: 25 },
  { figure: /^query_growth\w*$/, says: 'queries at 100 M ÷ 1 M', bound: 'most', must: 1.3, aim: 1.05 },
  { figure: /^query_worst_growth\w*$/, says: 'the query that grew most', bound: 'most', must: 1.3, aim: 1.05 },
  { figure: /^writer_rate_100m_over_1m$/, says: 'writer at 100 M ÷ 1 M', bound: 'least', must: 0.85, aim: 0.97 },
  { figure: /^forecast_over_naive$/, says: 'wait forecast ÷ same hour last week', bound: 'most', must: 1, aim: 0.8 },
  { figure: /^rules_back_test_s$/, says: 'back-test of 30 days of Hanoi', bound: 'most', must: 60, aim: 30 },
  { figure: /^duty_act_p50_ms_at_\d+$/, says: 'an act → another desk, p50', bound: 'most', must: 200, aim: 50 },
  { figure: /^duty_tick_p99_ms_at_\d+$/, says: 'condition holds → desk, p99', bound: 'most', must: 1_000, aim: 250 },
  {
    figure: /^map_update_over_plain$/,
    says: 'update of a map ÷ setting all anew',
    bound: 'most',
    must: 0.2,
    aim: 0.05,
  },
  { figure: /^map_longest_task_ms$/, says: 'longest task of an updated map', bound: 'most', must: 50, aim: 25 },
  { figure: /^map_longest_task_work_ms$/, says: 'the same by its own CPU time', bound: 'most', must: 50, aim: 25 },
  { figure: /^map_layout_shift$/, says: 'what moves while the map opens', bound: 'most', must: 0 },
  { figure: /^wall_first_paint_ms$/, says: 'first paint of the wall', bound: 'most', must: 1_500, aim: 750 },
  { figure: /^durable_over_row_writer$/, says: 'ours ÷ a row per transaction', bound: 'least', must: 20, aim: 40 },
];

/** What is expected of a figure, if anything is. */
export function expectedOf(figure: string): Expected | undefined {
  return expectedFigures.find((expected) => expected.figure.test(figure));
}

/** Whether a value keeps to a bound; one that is no number does not. */
export function holds(value: number, bound: Expected['bound'], limit: number): boolean {
  return bound === 'most' ? value <= limit : value >= limit;
}
