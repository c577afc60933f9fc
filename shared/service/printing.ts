import { findPrinter, printPdf, type PrinterConfig } from './print-pdf.ts';

/** Prints one page after another; undefined: this machine has no browser to print with. */
export type Printing = ((html: string) => Promise<Buffer>) | undefined;

/** A browser takes a core and some hundred megabytes: one at a time is enough for any number of readers. */
export function createPrinting(config: PrinterConfig): Printing {
  const printer = findPrinter(config);
  if (printer === undefined) return undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (html) => {
    const printed = last.then(() => printPdf(printer, html));
    last = printed.catch(() => undefined);
    return printed;
  };
}
