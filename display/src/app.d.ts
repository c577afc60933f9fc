import type { Language } from '#lib/words/language.ts';
import type { Viewer } from '#lib/server/viewer.ts';

declare global {
  namespace App {
    interface Locals {
      language: Language;
      viewer: Viewer | null;
    }
  }
}

export {};
