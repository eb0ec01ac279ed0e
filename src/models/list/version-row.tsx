import { Suspense } from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { VersionRow as Version } from '../../api/queries/models/model-groups.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { CheckBox, isShiftHeld } from '../../ui/check-box.tsx';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { lazyExtra } from '../../ui/load-code.ts';
import { ModelStatus } from '../../ui/model-status.tsx';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import cells from './cells.module.css';
import { DeletingMark } from './deleting-mark.tsx';
import type { RowProps } from './line-props.ts';
import { NoService } from './no-service.tsx';
import { RowMenu } from './row-menu.tsx';
import { ShieldMark } from './shield-mark.tsx';
import tree from './tree.module.css';

const ServiceMark = lazyExtra(() => import('../../ui/service/service-mark.tsx'), 'ServiceMark');

/** One version under its name. */
export function VersionRow({
  row,
  place,
  isNarrow,
  selected,
  mayDelete,
  deletingBy,
  areServicesKnown,
  actions,
}: RowProps<'version'>) {
  const { version } = row;
  const { model_id: id, model_name: name, model_version: number, services, protection } = version;
  const { search } = useLocation();
  const details = paths.version(name, number);
  return (
    <div
      role="row"
      aria-level={2}
      aria-posinset={row.place + 1}
      aria-setsize={row.outOf}
      aria-selected={selected === 'all'}
      className={`${tree.row} ${tree.line} ${cells.version}`}
      {...place}
    >
      <span role="gridcell" className={tree.check}>
        <CheckBox
          state={selected}
          onChange={(event) => actions.onPick(row, event.currentTarget.checked, isShiftHeld(event))}
          label={m.select_version({ name, version: number })}
        />
      </span>
      <span role="gridcell" className={cells.nameCell}>
        <span className={cells.versionName}>
          <Link to={details + search} className={cells.versionLink} tabIndex={-1} title={number}>
            <bdi>{number}</bdi>
          </Link>
          <span className={cells.versionType} title={version.model_type}>
            {version.model_type}
          </span>
          {deletingBy && <DeletingMark />}
          {protection && <ShieldMark title={whyProtected(protection)}>{m.protect_mark()}</ShieldMark>}
        </span>
        {isNarrow && (
          <span className={cells.underline}>
            <ModelStatus status={version.model_status} /> · <ByteSize bytes={version.model_size} />
            {services.length > 0 && ` · ${services.map((service) => service.service_name).join(', ')}`}
          </span>
        )}
      </span>
      <span role="gridcell" className={tree.wide}>
        <CopyId id={version.model_id} />
      </span>
      <span role="gridcell" className={`${tree.wide} ${tree.number}`}>
        <ByteSize bytes={version.model_size} />
      </span>
      <span role="gridcell" className={tree.wide}>
        <ModelStatus status={version.model_status} />
      </span>
      <span role="gridcell" className={`${tree.wide} ${cells.services}`}>
        {services.length === 0 && <NoService isKnown={areServicesKnown} />}
        <Suspense fallback={<bdi>{services.map((service) => service.service_name).join(', ')}</bdi>}>
          {services.map((service) => (
            <ServiceMark key={service.service_id} service={service} opensIn="place" />
          ))}
        </Suspense>
      </span>
      <span role="gridcell" className={tree.created}>
        <TimeStamp at={version.create_at} />
      </span>
      <span role="gridcell">
        <RowMenu
          label={m.actions_for_version({ name, version: number })}
          // The address is read when the menu opens: it may have changed since this was drawn.
          details={() => details + window.location.search}
          copy={{ label: m.copy_id(), value: version.model_id }}
          deletingBy={deletingBy}
          deletions={() => [
            { label: m.delete_ellipsis(), scope: { kind: 'name', name, targetId: version.model_id } },
          ]}
          onDelete={mayDelete ? actions.onDelete : undefined}
          protect={{
            label: protection?.model_id ? m.protect_lift_action() : m.protect_action(),
            act: () => actions.onProtect({ name, version: { id, number } }),
          }}
        />
      </span>
    </div>
  );
}

function whyProtected({ model_id, user_name: user, note }: NonNullable<Version['protection']>): string {
  return model_id === '' ? m.protect_mark_title_name({ user, note }) : m.protect_mark_title({ user, note });
}
