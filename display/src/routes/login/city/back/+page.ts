// Goes on by itself, with no script.
export const csr = false;
