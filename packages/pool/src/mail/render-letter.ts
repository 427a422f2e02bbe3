import { type LetterTemplate, letterTexts } from './letter-texts.ts';
import { renderMailHtml } from './mail-html.ts';
import { type MailLanguage, mailTexts } from './mail-texts.ts';
import { type MailContent, type RenderedMail, renderText } from './render-mail.ts';

/** Renders a letter as plain text and as HTML that says the same. */
export function renderLetter(
  template: LetterTemplate,
  link: string,
  values: Readonly<Record<string, string>>,
  language: MailLanguage,
): RenderedMail {
  const words = letterTexts[language][template];
  // A name with a line break in it would begin another header.
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_match, name: string) => (values[name] ?? '').replaceAll(/\s+/g, ' '));
  const content: MailContent = {
    language,
    subject: fill(words.subject),
    heading: fill(words.heading),
    body: words.body.map(fill),
    facts: [],
    button: words.button,
    link,
    notes: words.notes,
    plainLink: mailTexts[language].plainLink,
  };
  return { subject: content.subject, text: renderText(content), html: renderMailHtml(content) };
}
