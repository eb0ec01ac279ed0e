import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router-dom';
import { isUnderWay } from '../../../core/console-api/deletions/runs.ts';
import type { ReceiptSummary } from '../../api/queries/deletions/receipts.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatSize, formatTime } from '../../ui/text/format.ts';
import { exactOnReach } from '../../ui/time/exact-on-reach.ts';
import { TimeInWords } from '../../ui/time/time-stamp.tsx';
import { OutcomeBar } from '../outcome-bar.tsx';
import { countsInWords } from '../receipt-text.ts';
import shared from '../receipts.module.css';
import { phaseWord } from '../run-phase-text.ts';
import classes from './receipt-list.module.css';
import { RefusalReasons } from './refusal-reasons.tsx';

/** How many names a row spells out. */
const NAMES_SHOWN = 3;

/** One deletion in the list. */
export function ReceiptRow({ receipt }: { receipt: ReceiptSummary }) {
  const { counts, model_names: names } = receipt;
  const more = names.length - NAMES_SHOWN;
  const state = stateWord(receipt);
  return (
    <Table.Tr>
      <Table.Td className={`${classes.when} ${classes.opened}`}>
        <Anchor
          component={Link}
          to={paths.deletion(receipt.deletion_id)}
          size="sm"
          className={classes.opens}
          {...exactOnReach(receipt.created_at)}
        >
          <time dateTime={new Date(receipt.created_at).toISOString()}>
            <TimeInWords at={receipt.created_at} format={formatTime} />
          </time>
        </Anchor>
        <Text size="xs" c="dimmed" className={shared.narrow}>
          {receipt.user_name}
        </Text>
      </Table.Td>
      <Table.Td className={`${shared.wide} ${classes.who}`}>
        <bdi>{receipt.user_name}</bdi>
        {receipt.source === 'api' && (
          <Text size="xs" c="dimmed">
            {m.source_api()}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes.what}>
        {names.slice(0, NAMES_SHOWN).map((name, index) => (
          <span key={name}>
            {index > 0 && ', '}
            <Anchor
              component={Link}
              className={classes.above}
              to={paths.deletionsOf(name)}
              c="inherit"
              size="sm"
              title={m.deletions_of({ name })}
            >
              <bdi>{name}</bdi>
            </Anchor>
          </span>
        ))}
        {more > 0 && ` ${m.and_more({ count: formatCount(more) })}`}
        <Text size="xs" c="dimmed">
          {m.count_versions({ count: receipt.planned, shown: formatCount(receipt.planned) })}
          {receipt.rule_name && (
            <>
              {' · '}
              <bdi>{m.schedule_receipt_mark({ name: receipt.rule_name })}</bdi>
            </>
          )}
        </Text>
      </Table.Td>
      <Table.Td className={classes.outcomeCell}>
        <OutcomeBar counts={counts} />
        <Text size="xs">
          {state !== undefined && <strong>{state} · </strong>}
          {[
            m.count_deleted({ count: formatCount(counts.deleted) }),
            ...countsInWords(counts),
            ...(receipt.freed ? [m.bytes_freed({ size: formatSize(receipt.freed) })] : []),
          ].join(' · ')}
        </Text>
        <RefusalReasons refusals={receipt.refusals} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Where a deletion is that has not ended, or who stopped it; undefined when it went to its end. */
function stateWord({ state, ending, run, planned, counts }: ReceiptSummary): string | undefined {
  const stop = run?.interventions.findLast(({ did }) => did === 'stop' || did === 'continue');
  if (isUnderWay(run)) return phaseWord(run, planned - counts.left - counts.unknown, planned);
  if (ending === 'cancelled') return m.cancelled_title();
  if (stop?.did === 'stop' && counts.left > 0) return m.stopped_by_title({ user: stop.user_name });
  if (state === 'ended') return undefined;
  return state === 'running' ? m.running_title() : m.interrupted_title();
}
