import type { Language } from '../../words/language.ts';
import { enMoney } from './en-money.ts';
import { viMoney } from './vi-money.ts';

export type MoneyWords = typeof viMoney;

/** The words of the pages of parking money. */
export const moneyWords: Readonly<Record<Language, MoneyWords>> = { vi: viMoney, en: enMoney };
