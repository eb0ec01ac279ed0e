import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router-dom';
import type { Exclusion } from '../../../core/console-api/models/cleanup.ts';
import { exclusionsQuery, useInclude } from '../../api/queries/models/cleanup.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { useHandOnFocus } from '../../ui/use-hand-on-focus.ts';
import classes from '../cleanup.module.css';

/** What somebody left out of suggestions, with why, and the way back. */
export function Exclusions({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Disclosure label={m.cleanup_excluded({ shown: formatCount(count) })}>
      <List />
    </Disclosure>
  );
}

function List() {
  const exclusions = useInfiniteQuery(exclusionsQuery);
  if (exclusions.isError)
    return (
      <ErrorNotice
        title={m.cleanup_excluded_failed()}
        error={exclusions.error}
        onRetry={() => exclusions.refetch()}
      />
    );
  if (exclusions.isPending) return <Placeholder height={80} />;
  return (
    <>
      <ul className={classes.exclusions}>
        {exclusions.data.pages
          .flatMap((page) => page.exclusions)
          .map((one) => (
            <Item key={`${one.model_name} ${one.model_id}`} exclusion={one} />
          ))}
      </ul>
      <LoadMore list={exclusions} label={m.cleanup_more()} />
    </>
  );
}

function Item({ exclusion }: { exclusion: Exclusion }) {
  const { model_name, model_id, model_version, note, user_name, created_at } = exclusion;
  const include = useInclude();
  const mayDelete = useMayDelete();
  const item = useRef<HTMLLIElement>(null);
  useHandOnFocus(item);
  const what = model_id === '' ? model_name : `${model_name} ${model_version}`;
  return (
    <li ref={item} className={classes.exclusion}>
      <div className={classes.exclusionWords}>
        <Link to={paths.name(model_name)} className={classes.exclusionName}>
          <bdi>{what}</bdi>
        </Link>
        {model_id === '' && <span className={classes.quiet}> {m.cleanup_all_versions()}</span>}
        <p className={classes.note}>{note}</p>
        <Text size="xs" c="dimmed" component="span">
          <bdi>{m.cleanup_excluded_by({ user: user_name })}</bdi> · <TimeStamp at={created_at} />
        </Text>
        {include.isError && <ErrorNotice title={m.cleanup_include_failed()} error={include.error} />}
      </div>
      {mayDelete && (
        <Button
          size="xs"
          variant="default"
          aria-label={m.filter_chosen({ label: m.cleanup_include(), value: what })}
          loading={include.isPending}
          onClick={() => include.mutate(model_id === '' ? { model_name } : { model_id })}
        >
          {m.cleanup_include()}
        </Button>
      )}
    </li>
  );
}
