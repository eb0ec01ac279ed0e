import { ActionIcon, Anchor, Table, Text } from '@mantine/core';
import { IconDots, IconEyeOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import type { SuggestedVersion } from '../../core/console-api/models/cleanup.ts';
import type { CleanupSettings, Reason } from '../../core/housekeeping/suggest.ts';
import { suggestedQuery } from '../api/queries/models/cleanup.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { lazyPart } from '../ui/load-code.ts';
import { LoadMore } from '../ui/load-more.tsx';
import { IntentMenu } from '../ui/menu/intent-menu.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { ByteSize } from '../ui/text/sizes.tsx';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import { useFocusBackToPlace } from '../ui/use-focus-back-to-place.ts';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import classes from './cleanup.module.css';
import { whyInWords } from './reason-words.ts';

const ExcludeDialog = lazyPart(() => import('./exclusions/exclude-dialog.tsx'), 'ExcludeDialog');

/** What is to be left out: a version, or its whole name. */
type ToExclude = { model_name: string; version?: { id: string; number: string } };

type Suggested = { reason: Reason; settings: CleanupSettings; count: number };

/** What can go for a reason, the largest first, each with why, and the way to leave it out. */
export function SuggestedTable(props: Suggested) {
  const [excluding, setExcluding] = useState<ToExclude>();
  useFocusBackToPlace(excluding !== undefined);
  return (
    <>
      <Rows {...props} onExclude={setExcluding} />
      {/* Beside the rows, and not among them: what is left out is soon no row any more. */}
      <Suspense>
        {excluding && <ExcludeDialog of={excluding} onClose={() => setExcluding(undefined)} />}
      </Suspense>
    </>
  );
}

function Rows(props: Suggested & { onExclude: (what: ToExclude) => void }) {
  const { reason, settings, count, onExclude } = props;
  const suggested = useInfiniteQuery(suggestedQuery(reason, settings));
  const versions = suggested.data?.pages.flatMap((page) => page.versions) ?? [];
  if (suggested.isError && !suggested.data)
    return (
      <ErrorNotice title={m.plan_failed()} error={suggested.error} onRetry={() => suggested.refetch()} />
    );
  if (suggested.isPending) return <Placeholder height={240} />;
  if (versions.length === 0 || count === 0)
    return (
      <Text size="sm" className={classes.none}>
        {m.cleanup_none()}
      </Text>
    );
  return (
    <div className={suggested.isPlaceholderData ? classes.outdated : undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes.table} tabIndex={0} aria-label={m.cleanup_table()}>
        <Table aria-label={m.cleanup_table()} verticalSpacing={7} horizontalSpacing="md">
          <Head />
          <Table.Tbody>
            {versions.map((version) => (
              <Row key={version.model_id} version={version} settings={settings} onExclude={onExclude} />
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <LoadMore list={suggested} label={m.cleanup_more()} />
    </div>
  );
}

function Head() {
  const mayDelete = useMayDelete();
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th scope="col">{m.column_version()}</Table.Th>
        <Table.Th scope="col" className={classes.size}>
          {m.column_size()}
        </Table.Th>
        <Table.Th scope="col" className={classes.wide}>
          {m.column_created()}
        </Table.Th>
        <Table.Th scope="col" className={classes.wide}>
          {m.cleanup_column_why()}
        </Table.Th>
        {mayDelete && (
          <Table.Th scope="col" className={classes.menu}>
            <span className={classes.hidden}>{m.column_actions()}</span>
          </Table.Th>
        )}
      </Table.Tr>
    </Table.Thead>
  );
}

function Row(props: {
  version: SuggestedVersion;
  settings: CleanupSettings;
  onExclude: (what: ToExclude) => void;
}) {
  const { version, settings, onExclude } = props;
  const { model_name, model_version, model_id, model_size, create_at, reasons } = version;
  const mayDelete = useMayDelete();
  const why = reasons.map((reason) => whyInWords(reason, settings));
  const what = `${model_name} ${model_version}`;
  const row = useRef<HTMLTableRowElement>(null);
  useHandOnFocus(row);
  return (
    <Table.Tr ref={row}>
      <Table.Td className={classes.what}>
        <Anchor component={Link} to={paths.version(model_name, model_version)} size="sm" fw={500}>
          <bdi>{model_name}</bdi> <bdi className={classes.version}>{model_version}</bdi>
        </Anchor>
        <span className={classes.below}>
          <TimeStamp at={create_at} /> · {why.join(' · ')}
        </span>
      </Table.Td>
      <Table.Td className={classes.size}>
        <ByteSize bytes={model_size === 0 ? undefined : model_size} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.date}`}>
        <TimeStamp at={create_at} />
      </Table.Td>
      <Table.Td className={`${classes.wide} ${classes.why}`}>
        {why.map((words) => (
          <span key={words}>{words}</span>
        ))}
      </Table.Td>
      {mayDelete && (
        <Table.Td className={classes.menu}>
          <IntentMenu
            button={
              <ActionIcon variant="subtle" color="gray" aria-label={m.actions_for({ name: what })}>
                <IconDots size={16} />
              </ActionIcon>
            }
            entries={() => [
              {
                kind: 'action',
                label: m.cleanup_exclude_version(),
                icon: IconEyeOff,
                act: () => onExclude({ model_name, version: { id: model_id, number: model_version } }),
              },
              {
                kind: 'action',
                label: m.cleanup_exclude_name(),
                icon: IconEyeOff,
                act: () => onExclude({ model_name }),
              },
              { kind: 'link', label: m.cleanup_to_name(), to: paths.name(model_name) },
            ]}
          />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
