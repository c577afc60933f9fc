/** What a long step tells the person waiting; `fraction` (0 to 1) moves its bar. */
export type Note = { text: string; fraction?: number; level?: 'info' | 'warning' };

/** Receives notes while a step runs; the terminal, a log or a test listens. */
export type Report = (note: Note) => void;
