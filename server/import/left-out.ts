/** What a file told and an import did not take: fields by how many rows had them, and answers that end in the middle. */
export type LeftOut = { fields: Map<string, number>; pages: string[] };

export function nothingLeftOut(): LeftOut {
  return { fields: new Map(), pages: [] };
}

/** Counts the fields of one row. */
export function noteFields({ fields }: LeftOut, names: readonly string[]): void {
  for (const name of names) fields.set(name, (fields.get(name) ?? 0) + 1);
}

/** Notes that an answer was one page of several: `text` is the answer without its rows. */
export function notePage({ pages }: LeftOut, line: number, text: string, rows: number): void {
  const told = readObject(text);
  const token = told['next_page_token'];
  const count = Number(told['total_count'] ?? 0);
  if (typeof token === 'string' && token !== '') {
    pages.push(`The answer on line ${line} has a next page (next_page_token), which is not in the file.`);
  } else if (count > rows) {
    pages.push(`The answer on line ${line} has ${rows} of ${count} models; the others are not in the file.`);
  }
}

/** In sentences. */
export function tellLeftOut({ fields, pages }: LeftOut): string[] {
  const told = [...fields].map(([name, count]) => `${name} (${count} ${count === 1 ? 'row' : 'rows'})`);
  return [
    ...(told.length > 0 ? [`Left out, as a model has no place for it here: ${told.join(', ')}.`] : []),
    ...pages,
  ];
}

function readObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
