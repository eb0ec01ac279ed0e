import typefaceLicence from '@fontsource-variable/inter/LICENSE?raw';
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { MAX_DELETIONS_PER_CALL } from '../../core/contract/delete-model.ts';
import { sessionQuery } from '../api/queries/access/session.ts';
import { KeyList } from '../app/key-list.tsx';
import { paths } from '../app/paths.ts';
import shell from '../app/shell.module.css';
import { TopBar } from '../app/top-bar.tsx';
import { m } from '../messages/messages.js';
import { ButtonLink } from '../ui/button-link.tsx';
import mark from '../ui/coppice.svg';
import { Disclosure } from '../ui/disclosure.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { CascadePicture } from './cascade-picture.tsx';
import classes from './help.module.css';
import { MeaningsOfOutcomes, MeaningsOfPhases, MeaningsOfVerdicts } from './meanings.tsx';

/** How deletions work, in short plain words; open to everybody, signed in or not. */
export function HelpPage() {
  useTabTitle(m.help());
  const { data: session } = useQuery(sessionQuery);
  return (
    <div className={shell.frame}>
      {session ? <TopBar session={session} /> : <DoorBar />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <main id="main" tabIndex={0} className={shell.main}>
        <article className={classes.page}>
          <Title order={1} size="h3">
            {m.help_title()}
          </Title>
          <Text className={classes.lead}>{m.help_lead()}</Text>
          <Part title={m.help_deletion()}>
            <Steps />
          </Part>
          <Part title={m.help_cascade()}>
            <Text>{m.help_cascade_text()}</Text>
            <CascadePicture />
            <Text>{m.help_calls_text({ limit: MAX_DELETIONS_PER_CALL })}</Text>
          </Part>
          <Part title={m.help_verdicts()}>
            <Text>{m.help_verdicts_text()}</Text>
            <MeaningsOfVerdicts />
          </Part>
          <Part title={m.help_runs()}>
            <Text>{m.help_runs_text()}</Text>
            <MeaningsOfPhases />
          </Part>
          <Part title={m.help_outcomes()}>
            <Text>{m.help_outcomes_text()}</Text>
            <MeaningsOfOutcomes />
          </Part>
          <Part title={m.help_confirmed()}>
            <Text>{m.help_confirmed_text()}</Text>
          </Part>
          <Part title={m.help_account()}>
            <Text>{m.help_account_text()}</Text>
          </Part>
          <Part title={m.keys_title()}>
            <KeyList headingOrder={3} />
          </Part>
          <Disclosure label={m.help_typeface()}>
            <pre className={classes.licence}>{typefaceLicence}</pre>
          </Disclosure>
        </article>
      </main>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </section>
  );
}

/** From the look to the receipt. */
function Steps() {
  const steps = [
    [m.help_step_look(), m.help_step_look_text()],
    [m.help_step_confirm(), m.help_step_confirm_text()],
    [m.help_step_run(), m.help_step_run_text()],
    [m.help_step_receipt(), m.help_step_receipt_text()],
  ] as const;
  return (
    <ol className={classes.steps}>
      {steps.map(([name, text]) => (
        <li key={name}>
          <strong>{name}</strong>
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}

/** The bar of somebody who is not signed in. */
function DoorBar() {
  return (
    <header className={shell.bar}>
      <Link className={shell.brand} to={paths.overview} aria-label={m.brand_home()}>
        <img src={mark} alt="" width={24} height={24} />
        <span className={shell.brandName}>{m.brand()}</span>
      </Link>
      <div className={shell.end}>
        <ButtonLink to={paths.signIn} size="compact-sm" variant="default">
          {m.sign_in()}
        </ButtonLink>
      </div>
    </header>
  );
}
