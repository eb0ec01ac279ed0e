import { OutcomeMark } from '../deletion/outcome-mark.tsx';
import { m } from '../messages/messages.js';
import classes from './help.module.css';

/** What one name of three versions looks like after a deletion without and with cascade. */
export function CascadePicture() {
  return (
    <div className={classes.picture}>
      <Case
        title={m.help_off()}
        rows={[
          ['1.2.0', 'deleted'],
          ['1.1.0', 'left'],
          ['1.0.0', 'left'],
        ]}
      />
      <Case
        title={m.help_on()}
        rows={[
          ['1.2.0', 'deleted'],
          ['1.1.0', 'failed', m.help_in_use()],
          ['1.0.0', 'deleted'],
        ]}
      />
    </div>
  );
}

type Row = readonly [version: string, outcome: 'deleted' | 'failed' | 'left', why?: string];

function Case({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <table className={classes.case}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(([version, outcome, why]) => (
          <tr key={version}>
            <th scope="row">{version}</th>
            <td>
              {outcome === 'left' ? m.help_stays() : <OutcomeMark outcome={outcome} />}
              {why !== undefined && <span className={classes.why}> {why}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
