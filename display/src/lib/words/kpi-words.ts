/** What each KPI is called: on screens as in briefs. */
export { kpiNames as kpiWords } from '#shared/kpi/kpi-names.ts';
