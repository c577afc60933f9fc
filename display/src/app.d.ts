import type { Language } from '#lib/words/language.ts';
import type { Viewer } from '#lib/server/viewer.ts';

declare global {
  namespace App {
    // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
    interface Locals {
      language: Language;
      viewer: Viewer | null;
    }
  }
}

export {};
