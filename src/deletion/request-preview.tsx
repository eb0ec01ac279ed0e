import { Button, Code, CopyButton, Group } from '@mantine/core';
import type { Plan, PlannedCall } from '../../core/deletion/plan.ts';
import { modelPath } from '../api/models.ts';
import { addressOf } from '../early/address-of.ts';
import { m } from '../messages/messages.js';
import { useProject } from '../session/use-project.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import classes from './deletion.module.css';

/** The calls as HTTP: what would be sent, and the same for a shell. */
export function RequestPreview({ plan }: { plan: Plan }) {
  const project = useProject();
  const paths = plan.calls.map((call) => requestPath(project, call));
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <Disclosure label={m.requests({ count: paths.length })}>
        <Code block className={classes.requests} tabIndex={0}>
          {paths.map((path) => `DELETE ${path}`).join('\n')}
        </Code>
      </Disclosure>
      <CopyButton value={paths.map(asCurl).join('\n')}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="subtle" onClick={copy} style={{ flex: 'none' }}>
            {copied ? m.copied() : m.copy_as_curl()}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

function requestPath(project: string, call: PlannedCall): string {
  return addressOf(modelPath(project, call.model_id), { cascade: call.cascade });
}

/**
 * The token stays out of it: the shell reads it from $TOKEN. An id may hold an apostrophe, which an address may too,
 * but which would end the shell's word.
 */
function asCurl(path: string): string {
  return `curl -X DELETE -H "X-Auth-Token: $TOKEN" '${window.location.origin}${path.replaceAll("'", '%27')}'`;
}
