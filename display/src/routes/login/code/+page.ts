// A plain form needs no script, and one that starts late would empty what was typed before it.
export const csr = false;
