/** A form of a page: what people type. */
export const formBytes = 512 * 1024;
/** A city's workbook: Hanoi's is a tenth of it. Read whole into memory, and only for who may import one. */
export const workbookBytes = 8 * 2 ** 20;
/** The page that takes workbooks. */
export const workbookPath = '/admin/packs';
/** A file for an incident, with the form around it. */
export const attachmentFormBytes = 2.5 * 2 ** 20;
/** The pages that take such files. */
export const attachmentPath = '/incident';
/** A bank's statement of a month, with the form around it. */
export const statementFormBytes = 4.5 * 2 ** 20;
/** The page that takes them. */
export const statementPath = '/parking/import';
