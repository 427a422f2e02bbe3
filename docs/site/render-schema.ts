import { escapeHtml } from './escape-html.ts';
import { dereference, type ApiDocument, type Parameter, type Schema } from './openapi-document.ts';

/** Fields of an object, one row each; a field with a shape of its own links to it. */
export function renderFields(given: Schema, document: ApiDocument): string {
  const { schema } = dereference(given, document);
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants && !schema.properties) return variants.map((variant) => renderFields(variant, document)).join('');
  if (!schema.properties) return `<p class="type">${typeOf(given, document)}</p>`;
  const rows = Object.entries(schema.properties).map(([name, property]) =>
    renderRow(name, property, schema.required?.includes(name) ?? false, document),
  );
  return `<dl class="fields">${rows.join('')}</dl>`;
}

export function renderParameters(parameters: Parameter[], document: ApiDocument): string {
  const rows = parameters.map(({ name, schema, required, description }) =>
    renderRow(name, { ...schema, ...(description && { description }) }, required ?? false, document),
  );
  return `<dl class="fields">${rows.join('')}</dl>`;
}

function renderRow(name: string, property: Schema, required: boolean, document: ApiDocument): string {
  const description = property.description ?? dereference(property, document).schema.description;
  const notes = [required ? '' : 'optional', ...limitsOf(property, document)].filter(Boolean);
  return (
    `<div><dt><code>${escapeHtml(name)}</code> <span class="type">${typeOf(property, document)}</span>` +
    `${notes.map((note) => ` <span class="note">${escapeHtml(note)}</span>`).join('')}</dt>` +
    `<dd>${description ? `<p>${inlineCode(description)}</p>` : ''}${nested(property, document)}</dd></div>`
  );
}

/** An object or list of objects without a name of its own is shown in place. */
function nested(property: Schema, document: ApiDocument): string {
  if (property.$ref) return '';
  if (property.properties) return renderFields(property, document);
  return property.items?.properties ? renderFields(property.items, document) : '';
}

/** The type in words, linked where it has a section of its own. */
export function typeOf(schema: Schema, document: ApiDocument): string {
  const { name } = dereference(schema, document);
  if (name !== undefined) return `<a href="#schema-${schemaId(name)}">${escapeHtml(name)}</a>`;
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return variants.map((variant) => typeOf(variant, document)).join(' or ');
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  if (schema.enum) return schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' · ');
  if (schema.type === 'array') return `list of ${schema.items ? typeOf(schema.items, document) : 'anything'}`;
  if (schema.allOf) return schema.allOf.map((part) => typeOf(part, document)).join(' and ');
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any');
  return escapeHtml(schema.format ? `${type}, ${schema.format}` : type);
}

function limitsOf(schema: Schema, document: ApiDocument): string[] {
  const notes: string[] = [];
  const { schema: own } = dereference(schema, document);
  if (own.default !== undefined) notes.push(`default ${JSON.stringify(own.default)}`);
  if (own.minimum !== undefined && own.minimum !== Number.MIN_SAFE_INTEGER) notes.push(`at least ${own.minimum}`);
  if (own.maximum !== undefined && own.maximum !== Number.MAX_SAFE_INTEGER) notes.push(`at most ${own.maximum}`);
  if (own.maxLength !== undefined) notes.push(`up to ${own.maxLength} characters`);
  if (own.maxItems !== undefined) notes.push(`up to ${own.maxItems} items`);
  return notes;
}

export function schemaId(name: string): string {
  return name.replaceAll('_', '-').toLowerCase();
}

/** Descriptions use backticks for code, nothing else of markdown. */
export function inlineCode(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
