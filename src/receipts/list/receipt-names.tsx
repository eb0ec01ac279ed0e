import { Anchor } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';

/** How many names are spelled out. */
const NAMES_SHOWN = 3;

/** The names that a deletion is about, once each. */
export function namesOf(rows: readonly { model_name: string }[]): string[] {
  return [...new Set(rows.map((row) => row.model_name))];
}

/** One name as it is, several as their number: `speech-commands`, `3 names`. */
export function namesInShort(names: readonly string[]): string {
  const [first = '', ...others] = names;
  return others.length === 0
    ? first
    : m.count_names({ count: names.length, shown: formatCount(names.length) });
}

/** What a deletion is about, each name leading to what there is of it. */
export function ReceiptNames({ names }: { names: readonly string[] }) {
  const more = names.length - NAMES_SHOWN;
  return (
    <>
      {names.slice(0, NAMES_SHOWN).map((name, index) => (
        <Fragment key={name}>
          {index > 0 && ', '}
          <Anchor component={Link} to={paths.name(name)} fw={600}>
            <bdi>{name}</bdi>
          </Anchor>
        </Fragment>
      ))}
      {more > 0 && ` ${m.and_more({ count: formatCount(more) })}`}
    </>
  );
}
