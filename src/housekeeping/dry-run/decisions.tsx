import { Anchor, Button, Table, Text } from '@mantine/core';
import { IconShieldCheck, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type {
  Decided,
  DecidedName,
  DecidedVersion,
  DryRun,
} from '../../../core/console-api/deletions/rules.ts';
import { verdictOf } from '../../../core/housekeeping/decide-rule.ts';
import { decidedNamesQuery } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { ByteSize } from '../../ui/text/sizes.tsx';
import ui from '../../ui/ui.module.css';
import classes from '../housekeeping.module.css';
import { clauseWords } from '../rule-words.ts';

/** What was decided of each version, name by name. */
export function Decisions(props: { dryRun: DryRun; show: Decided; onShow: (show: Decided) => void }) {
  const { dryRun, show, onShow } = props;
  const decided = useInfiniteQuery(decidedNamesQuery(dryRun.dry_run_id, show));
  const names = decided.data?.pages.flatMap((page) => page.names) ?? [];
  return (
    <>
      <ShowChoice dryRun={dryRun} show={show} onShow={onShow} />
      {decided.isError && (
        <ErrorNotice
          title={m.rules_decisions_failed()}
          error={decided.error}
          onRetry={() => decided.refetch()}
        />
      )}
      {decided.isPending && <Placeholder height={240} />}
      {decided.data && names.length === 0 && <Text size="sm">{m.rules_nothing_shown()}</Text>}
      {names.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
        <section className={classes.table} tabIndex={0} aria-label={m.rules_decisions()}>
          <Table aria-label={m.rules_decisions()} verticalSpacing={6} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{m.column_version()}</Table.Th>
                <Table.Th scope="col">{m.rules_column_decision()}</Table.Th>
                <Table.Th scope="col">{m.rules_column_why()}</Table.Th>
                <Table.Th scope="col" className={classes.size}>
                  {m.column_size()}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            {names.map((name) => (
              <NameSection key={name.model_name} name={name} dryRun={dryRun} />
            ))}
          </Table>
        </section>
      )}
      {decided.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={decided.isFetchingNextPage}
          onClick={() => decided.fetchNextPage()}
        >
          {m.rules_more_names()}
        </Button>
      )}
    </>
  );
}

function ShowChoice({
  dryRun,
  show,
  onShow,
}: {
  dryRun: DryRun;
  show: Decided;
  onShow: (show: Decided) => void;
}) {
  const { sums, before } = dryRun;
  const choices: { value: Decided; label: string; count: number }[] = [
    { value: 'DELETE', label: m.rules_show_delete(), count: sums.delete },
    { value: 'KEEP', label: m.rules_show_keep(), count: sums.keep },
    { value: 'all', label: m.rules_show_all(), count: sums.scope },
    ...(before ? [{ value: 'new' as const, label: m.rules_show_new(), count: before.added }] : []),
  ];
  return (
    <fieldset aria-label={m.rules_show()} className={`${classes.choices} ${classes.buttons}`}>
      {choices.map(({ value, label, count }) => (
        <Button
          key={value}
          size="compact-sm"
          variant="default"
          className={classes.choice ?? ''}
          aria-pressed={value === show}
          onClick={() => onShow(value)}
        >
          {label} · {formatCount(count)}
        </Button>
      ))}
    </fieldset>
  );
}

/** How many versions of a name are shown before somebody asks for all. */
const SHOWN_AT_FIRST = 50;

function NameSection({ name, dryRun }: { name: DecidedName; dryRun: DryRun }) {
  const [isWhole, setWhole] = useState(false);
  const { versions } = name;
  const shown = isWhole ? versions : versions.slice(0, SHOWN_AT_FIRST);
  return (
    <Table.Tbody>
      <Table.Tr className={classes.nameRow}>
        <Table.Th scope="rowgroup" colSpan={4}>
          <div className={classes.nameLine}>
            <Anchor component={Link} to={paths.name(name.model_name)} c="inherit" size="sm" fw={600}>
              <bdi>{name.model_name}</bdi>
            </Anchor>
            <span className={classes.nameCounts}>
              {m.rules_name_counts({ deletes: formatCount(name.deletes), keeps: formatCount(name.keeps) })}
              {name.bytes > 0 && ` · ${formatSize(name.bytes)}`}
            </span>
          </div>
        </Table.Th>
      </Table.Tr>
      {shown.map((version) => (
        <VersionRow key={version.model_id} version={version} dryRun={dryRun} />
      ))}
      {shown.length < versions.length && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>
              {m.rules_show_rest({ shown: formatCount(versions.length) })}
            </Button>
          </Table.Td>
        </Table.Tr>
      )}
    </Table.Tbody>
  );
}

function VersionRow({ version, dryRun }: { version: DecidedVersion; dryRun: DryRun }) {
  const { clause, was, model_size: size } = version;
  const goes = verdictOf(clause) === 'DELETE';
  return (
    <Table.Tr>
      <Table.Td className={classes.version}>
        <bdi>{version.model_version}</bdi>
      </Table.Td>
      <Table.Td>
        {goes ? (
          <span className={`${ui.status} ${ui.bad}`}>
            <IconTrash size={15} aria-hidden />
            <span className={classes.word}>{m.rules_verdict_delete()}</span>
          </span>
        ) : (
          <span className={`${ui.status} ${ui.good}`}>
            <IconShieldCheck size={15} aria-hidden />
            <span className={classes.word}>{m.rules_verdict_keep()}</span>
          </span>
        )}
      </Table.Td>
      <Table.Td className={classes.why}>
        {clauseWords(clause, dryRun.rule)}
        {dryRun.before && goes && was !== 'DELETE' && (
          <span className={classes.new}>{m.rules_clause_new()}</span>
        )}
      </Table.Td>
      <Table.Td className={classes.size}>
        <ByteSize bytes={size === 0 ? undefined : size} />
      </Table.Td>
    </Table.Tr>
  );
}
