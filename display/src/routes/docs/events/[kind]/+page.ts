// Read and printed: there is nothing here for a script to do.
export const csr = false;
