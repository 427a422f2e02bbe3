import type { Finding, FindingId, Weight } from './finding.ts';
import { en } from './words-en.ts';
import { zhCn } from './words-zh-cn.ts';

/** What a finding is, what it does to the sale, and what to do; backticks mark what is to be copied. */
export interface FindingWords {
  title: string;
  text: string;
  fix: string;
}

/** Everything the doctor says in one language. */
export interface DoctorWords {
  findings: Readonly<Record<FindingId, FindingWords>>;
  weights: Readonly<Record<Weight, string>>;
  page: Readonly<
    Record<
      | 'title'
      | 'intro'
      | 'label'
      | 'hint'
      | 'submit'
      | 'healthy'
      | 'healthyText'
      | 'looked'
      | 'whole'
      | 'other'
      | 'fix',
      string
    >
  >;
  /** Counts of what was found: scripts, elements, links, frames. */
  counted(scripts: number, elements: number, links: number, frames: number): string;
  summary(stops: number, limits: number, notes: number): string;
}

/** Languages the doctor speaks. */
export type DoctorLanguage = 'en' | 'zh-CN';

export const doctorWords: Readonly<Record<DoctorLanguage, DoctorWords>> = { en, 'zh-CN': zhCn };

/** The script tag is the one place that has a name instead of a tag. */
const places: Readonly<Record<string, string>> = { 'The script tag': 'script 标签' };

/** A finding in words, with its values in them. */
export function tellFinding({ id, values }: Finding, language: DoctorLanguage): FindingWords {
  const { title, text, fix } = doctorWords[language].findings[id];
  const fill = (sentence: string) =>
    sentence.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = values[name] ?? '';
      return language === 'zh-CN' ? (places[value] ?? value) : value;
    });
  return { title: fill(title), text: fill(text), fix: fill(fix) };
}
