import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { leftAloneBy } from '../../../core/console-api/deletions/runs.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { OUTCOMES, type OutcomeName, type ReportRow } from '../../../core/deletion/outcome.ts';
import type { ProtectedVersion } from '../../../core/deletion/plan.ts';
import type { Report } from '../../../core/deletion/report.ts';
import { paths } from '../../app/paths.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import { OutcomeMark, outcomeWord } from '../../deletion/outcome-mark.tsx';
import { m } from '../../messages/messages.js';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { ServiceFacts } from '../../ui/service/service-facts.tsx';
import { ServiceMark } from '../../ui/service/service-mark.tsx';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import { explanationOf } from '../receipt-text.ts';
import shared from '../receipts.module.css';
import { LeftAlone } from './left-alone.tsx';
import classes from './receipt.module.css';
import { RetryVersion, RowRemedy } from './row-remedy.tsx';
import { SectionHead } from './section-head.tsx';

/** What nobody should have to look for. */
const OPEN_AT_FIRST: ReadonlySet<OutcomeName> = new Set(['failed', 'still-there', 'unknown']);

/** What the registry had when the receipt was written. */
const STILL_HAVE: ReadonlySet<OutcomeName> = new Set(['failed', 'still-there', 'left']);

/** What was protected when the run was continued. */
type Spared = ReturnType<typeof leftAloneBy>;

type OnDelete = (scope: DeletionScope) => void;

/** One row a version, failures first; what went well is closed until asked for, unless there is nothing else. */
export function Outcomes(props: {
  report: Report;
  /** Whether calls are made just now. */
  isRunning: boolean;
  onDelete: OnDelete;
  /** What was left alone as it is protected. */
  leftAlone: readonly ProtectedVersion[];
  spared: Spared;
}) {
  const { report, isRunning, onDelete, leftAlone, spared } = props;
  const sections = OUTCOMES.filter((outcome) => report.counts[outcome] > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keyboard (WCAG 2.1.1)
    <section className={shared.outcomes} tabIndex={0} aria-label={m.outcomes()}>
      <Table aria-label={m.outcomes()} verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={shared.wide}>
              {m.column_outcome()}
            </Table.Th>
            <Table.Th scope="col">{m.column_version()}</Table.Th>
            <Table.Th scope="col" className={shared.wide}>
              {m.column_code()}
            </Table.Th>
            <Table.Th scope="col">{m.column_explanation()}</Table.Th>
            <Table.Th scope="col" className={shared.wide}>
              {m.column_id()}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        {sections.map((outcome, index) => (
          <OutcomeSection
            key={outcome}
            outcome={outcome}
            rows={report.rows.filter((row) => row.outcome === outcome)}
            isRunning={isRunning}
            spared={spared}
            onDelete={onDelete}
            isOpenAtFirst={index === 0 || OPEN_AT_FIRST.has(outcome)}
          />
        ))}
        {leftAlone.length > 0 && <LeftAlone versions={leftAlone} />}
      </Table>
    </section>
  );
}

function OutcomeSection(props: {
  outcome: OutcomeName;
  rows: readonly ReportRow[];
  isRunning: boolean;
  spared: Spared;
  onDelete: OnDelete;
  isOpenAtFirst: boolean;
}) {
  const [isChosen, setOpen] = useState(props.isOpenAtFirst);
  const isOpen = useIsPrinting() || isChosen;
  return (
    <Table.Tbody>
      <SectionHead
        outcome={outcomeWord(props.outcome)}
        count={props.rows.length}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      />
      {isOpen &&
        props.rows.map((row) => (
          <OutcomeRow
            key={row.model_id}
            row={row}
            isRunning={props.isRunning}
            spared={props.spared.find(({ model_id }) => model_id === row.model_id)}
            onDelete={props.onDelete}
          />
        ))}
    </Table.Tbody>
  );
}

function OutcomeRow(props: {
  row: ReportRow;
  isRunning: boolean;
  spared: Spared[number] | undefined;
  onDelete: OnDelete;
}) {
  const { row, isRunning, spared, onDelete } = props;
  return (
    <Table.Tr>
      <Table.Td className={shared.wide}>
        <OutcomeMark outcome={row.outcome} />
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={paths.name(row.model_name)} size="sm" c="inherit">
          <bdi>{row.model_name}</bdi>
        </Anchor>{' '}
        <strong>
          <VersionOf row={row} />
        </strong>
      </Table.Td>
      <Table.Td className={shared.wide}>
        {row.outcome === 'failed' && row.code !== '' ? <code>{row.code}</code> : '—'}
      </Table.Td>
      <Table.Td className={classes.explanation}>
        <Text size="sm">{explanationOf(row, { isRunning, spared })}</Text>
        {row.outcome === 'failed' && <InTheWay services={row.services} />}
        {row.outcome === 'failed' && <code className={shared.narrow}>{row.code}</code>}
        {row.outcome === 'failed' && <AsItCame row={row} />}
        {row.outcome === 'failed' && <RowRemedy row={row} code={row.code} onDelete={onDelete} />}
        {row.outcome === 'still-there' && <RetryVersion row={row} onDelete={onDelete} />}
      </Table.Td>
      <Table.Td className={shared.wide}>
        <CopyId id={row.model_id} full={useIsPrinting()} />
      </Table.Td>
    </Table.Tr>
  );
}

/** What held a version when the deletion was planned, and whose it is: where to go on from a refusal. */
function InTheWay({ services }: { services: readonly ServiceReference[] }) {
  return services.map((service) => (
    <Text key={service.service_id} size="sm" component="div" className={classes.service}>
      <ServiceMark service={service} opensIn="place" />
      <ServiceFacts service={service} />
    </Text>
  ));
}

/** What was not deleted leads to its details; what is gone, or may be, leads nowhere any more. */
function VersionOf({ row }: { row: ReportRow }) {
  const version = <bdi>{row.model_version}</bdi>;
  if (!STILL_HAVE.has(row.outcome)) return version;
  return (
    <Anchor
      component={Link}
      to={paths.version(row.model_name, row.model_version)}
      size="sm"
      fw="inherit"
      aria-label={m.details_of({ name: row.model_name, version: row.model_version })}
    >
      {version}
    </Anchor>
  );
}

/** The registry's own words; that they name another model is said, because people act on ids. */
function AsItCame({ row }: { row: Extract<ReportRow, { outcome: 'failed' }> }) {
  return (
    <>
      {row.message !== '' && (
        <Text size="xs" c="dimmed" component="q">
          <bdi>{row.message}</bdi>
        </Text>
      )}
      {row.namesAnotherId && (
        <Text size="xs" c="var(--coppice-warn)">
          {m.names_another_id()}
        </Text>
      )}
    </>
  );
}
