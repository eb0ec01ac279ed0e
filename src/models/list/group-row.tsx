import { IconChevronRight } from '@tabler/icons-react';
import type { ModelGroup } from '../../api/queries/models/model-groups.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { CheckBox, isShiftHeld } from '../../ui/check-box.tsx';
import { StatusIcon, statusWord } from '../../ui/model-status.tsx';
import { formatCount, formatList } from '../../ui/text/format.ts';
import { MiddleText } from '../../ui/text/middle-text.tsx';
import { OfWhole, SizePart } from '../../ui/text/sizes.tsx';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { deletionsOfName } from '../selection/deletions-of-name.ts';
import cells from './cells.module.css';
import { DeletingMark } from './deleting-mark.tsx';
import type { RowProps } from './line-props.ts';
import { NoService } from './no-service.tsx';
import { RowMenu } from './row-menu.tsx';
import { ShieldMark } from './shield-mark.tsx';
import tree from './tree.module.css';

/** One name with all its versions summed up. */
export function GroupRow({
  row,
  place,
  isNarrow,
  selected,
  mayDelete,
  deletingBy,
  areServicesKnown,
  actions,
}: RowProps<'group'>) {
  const { group, isOpen } = row;
  const { model_name: name, protection } = group;
  return (
    <div
      role="row"
      aria-level={1}
      aria-expanded={isOpen}
      aria-selected={selected === 'all'}
      className={`${tree.row} ${tree.line} ${tree.group}`}
      {...place}
    >
      <span role="gridcell" className={tree.check}>
        <CheckBox
          state={selected}
          onChange={(event) => actions.onPick(row, event.currentTarget.checked, isShiftHeld(event))}
          label={m.select_all_versions_of({ name })}
        />
      </span>
      <span
        role="gridcell"
        className={cells.nameCell}
        data-marked={deletingBy !== undefined || protection !== undefined}
      >
        <button
          type="button"
          className={cells.expander}
          aria-label={isOpen ? m.collapse({ name }) : m.expand({ name })}
          aria-expanded={isOpen}
          tabIndex={-1}
          onClick={() => actions.onToggle(name)}
        >
          <IconChevronRight size={16} className={cells.chevron} data-open={isOpen} aria-hidden />
          <MiddleText text={name} />
        </button>
        {deletingBy && <DeletingMark />}
        {protection && <ShieldMark>{protectedText(protection)}</ShieldMark>}
        {isNarrow && (
          <span className={cells.underline}>
            {versionsText(group.matching, group.versions)} ·{' '}
            <SizePart part={group.matching_size} whole={group.model_size} />
            {group.services > 0 && ` · ${m.count_services({ count: group.services })}`}
          </span>
        )}
      </span>
      <span role="gridcell" className={tree.wide}>
        {formatCount(group.matching)}
        {group.matching < group.versions && <OfWhole whole={formatCount(group.versions)} />}
      </span>
      <span role="gridcell" className={`${tree.wide} ${tree.number}`}>
        <SizePart part={group.matching_size} whole={group.model_size} />
      </span>
      <span role="gridcell" className={tree.wide}>
        <Statuses statuses={group.statuses} />
      </span>
      <span role="gridcell" className={tree.wide}>
        {group.services > 0 ? (
          m.count_services({ count: group.services })
        ) : (
          <NoService isKnown={areServicesKnown} />
        )}
      </span>
      <span role="gridcell" className={tree.created}>
        <TimeStamp at={group.latest_create_at} />
      </span>
      <span role="gridcell">
        <RowMenu
          label={m.actions_for({ name })}
          details={() => paths.name(name)}
          copy={{ label: m.copy_name(), value: name }}
          deletingBy={deletingBy}
          deletions={() => deletionsOfName(name, group.versions, group.latest_version)}
          onDelete={mayDelete ? actions.onDelete : undefined}
          protect={{
            label: protection?.is_whole ? m.protect_lift_action() : m.protect_action_name(),
            act: () => actions.onProtect({ name }),
          }}
        />
      </span>
    </div>
  );
}

function versionsText(matching: number, versions: number): string {
  return matching === versions
    ? m.count_versions({ count: versions, shown: formatCount(versions) })
    : m.matching_of({ matching: formatCount(matching), versions: formatCount(versions) });
}

function protectedText({ is_whole, versions }: NonNullable<ModelGroup['protection']>): string {
  return is_whole ? m.protect_mark() : m.protect_mark_versions({ shown: formatCount(versions) });
}

function Statuses({ statuses }: { statuses: Record<string, number> }) {
  const counted = Object.entries(statuses).filter(([, count]) => count > 0);
  const inWords = formatList(
    counted.map(([status, count]) =>
      m.count_of_status({ count: formatCount(count), status: statusWord(status) }),
    ),
  );
  return (
    <span className={cells.statuses} title={inWords} role="img" aria-label={inWords}>
      {counted.map(([status, count]) => (
        <span key={status} className={cells.statusCount}>
          <StatusIcon status={status} /> {formatCount(count)}
          <span className={cells.statusWord}>{statusWord(status)}</span>
        </span>
      ))}
    </span>
  );
}
