import { Code } from '@mantine/core';
import type { ModelId } from '../../../core/contract/model.ts';
import type { Plan, PlannedCall } from '../../../core/deletion/plan.ts';
import { addressOf } from '../../api/prefetch/address-of.ts';
import { BASE } from '../../api/prefetch/base.ts';
import { modelPath } from '../../api/queries/models/models.ts';
import { m } from '../../messages/messages.js';
import { useProject } from '../../session/session-hooks.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { ManifestMenu } from '../planning/manifest-menu.tsx';
import { CopyAsCurl } from './copy-as-curl.tsx';
import classes from './request-preview.module.css';

/** The calls as HTTP: what would be sent, and the same for a shell. */
export function RequestPreview({ plan }: { plan: Plan }) {
  const project = useProject();
  const versions = new Map(plan.affected.map((version) => [version.model_id, version.model_version]));
  const paths = plan.calls.map((call) => requestPath(project, call));
  return (
    <div className={classes.preview}>
      <Disclosure label={m.requests({ count: paths.length, shown: formatCount(paths.length) })}>
        <Code block className={classes.requests} tabIndex={0}>
          {plan.calls.map((call) => callText(project, call, versions)).join('\n')}
        </Code>
      </Disclosure>
      <div className={classes.copy}>
        <ManifestMenu versions={plan.affected} />
        <CopyAsCurl urls={paths.map((path) => window.location.origin + BASE + path)} />
      </div>
    </div>
  );
}

/** A call, and below a cascade the versions that it is expected to reach. */
function callText(project: string, call: PlannedCall, versions: ReadonlyMap<ModelId, string>): string {
  const line = `DELETE ${requestPath(project, call)}`;
  if (!call.cascade) return line;
  const reached = call.covers.map((id) => versions.get(id) ?? id);
  return `${line}\n  ${m.call_reaches({ count: reached.length, versions: reached.join(', ') })}`;
}

function requestPath(project: string, call: PlannedCall): string {
  return addressOf(modelPath(project, call.model_id), { cascade: call.cascade });
}
