import { Code } from '@mantine/core';
import type { Plan, PlannedCall } from '../../core/deletion/plan.ts';
import { modelPath } from '../api/models.ts';
import { addressOf } from '../early/address-of.ts';
import { BASE } from '../early/base.ts';
import { m } from '../messages/messages.js';
import { useProject } from '../session/use-project.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { CopyAsCurl } from './copy-as-curl.tsx';
import classes from './deletion.module.css';

/** The calls as HTTP: what would be sent, and the same for a shell. */
export function RequestPreview({ plan }: { plan: Plan }) {
  const project = useProject();
  const paths = plan.calls.map((call) => requestPath(project, call));
  return (
    <div className={classes.preview}>
      <Disclosure label={m.requests({ count: paths.length })}>
        <Code block className={classes.requests} tabIndex={0}>
          {paths.map((path) => `DELETE ${path}`).join('\n')}
        </Code>
      </Disclosure>
      <div className={classes.copy}>
        <CopyAsCurl urls={paths.map((path) => window.location.origin + BASE + path)} />
      </div>
    </div>
  );
}

function requestPath(project: string, call: PlannedCall): string {
  return addressOf(modelPath(project, call.model_id), { cascade: call.cascade });
}
