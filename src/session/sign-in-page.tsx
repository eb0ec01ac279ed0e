import { Anchor, Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { LANGUAGES, OWN_NAMES } from '../../core/console-api/languages.ts';
import { aboutQuery } from '../api/queries/access/session.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { chooseLanguage } from '../ui/choose-language.ts';
import mark from '../ui/coppice.svg';
import { LANGUAGE } from '../ui/language.ts';
import { lazyPart } from '../ui/load-code.ts';
import { Placeholder } from '../ui/placeholder.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { NO_CREDENTIALS } from './credentials.ts';
import { SignInForm, type SignInValues } from './sign-in-form.tsx';

const UpstreamSignInForm = lazyPart(() => import('./upstream-sign-in-form.tsx'), 'UpstreamSignInForm');

/** As high as the form. In px. */
const FORM_HEIGHT_PX = 361;

/** The door: sign in and be taken to where one was going. */
export function SignInPage() {
  useTabTitle(m.sign_in());
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [offered, setOffered] = useState<SignInValues>();
  return (
    <Center mih="100dvh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Group gap="sm" justify="center">
          <img src={mark} alt="" width={36} height={36} />
          <Text fw={700} size="xl">
            {m.brand()}
          </Text>
        </Group>
        <Text size="sm" c="dimmed" ta="center">
          {m.what_coppice_is()}
        </Text>
        <Paper p="xl" withBorder radius="md">
          <Title order={1} size="h3" mb="lg">
            {m.sign_in()}
          </Title>
          <SignInForms
            offered={offered}
            onSignedIn={() => navigate(safePath(params.get('next')), { replace: true })}
          />
        </Paper>
        <SampleAccounts onChoose={setOffered} />
        <Anchor component={Link} to={paths.help} size="sm" ta="center">
          {m.help_link()}
        </Anchor>
        <OtherLanguages />
      </Stack>
    </Center>
  );
}

/** Each in its own words: who needs it may not read the one that is shown. */
function OtherLanguages() {
  return (
    <Group gap="md" justify="center">
      {LANGUAGES.filter((language) => language !== LANGUAGE).map((language) => (
        <Anchor
          key={language}
          component="button"
          type="button"
          size="sm"
          lang={language}
          onClick={() => chooseLanguage(language)}
        >
          {OWN_NAMES[language]}
        </Anchor>
      ))}
    </Group>
  );
}

/** The form of the registry behind this console: its own, or a remote one, which is named. */
function SignInForms(props: { offered: SignInValues | undefined; onSignedIn: () => void }) {
  const { offered, onSignedIn } = props;
  const about = useQuery(aboutQuery);
  // Who would see one form and then the other would begin twice.
  if (about.isPending) return <Placeholder height={FORM_HEIGHT_PX} />;
  const upstream = about.data?.upstream;
  if (!upstream) {
    return <SignInForm key={offered?.user} {...(offered && { initial: offered })} onSignedIn={onSignedIn} />;
  }
  return (
    <Suspense fallback={<Placeholder height={FORM_HEIGHT_PX} />}>
      <Text size="sm" c="dimmed" mt={-14} mb="lg" style={{ overflowWrap: 'anywhere' }}>
        {m.upstream_at({ host: upstream })}
      </Text>
      <UpstreamSignInForm initial={NO_CREDENTIALS} onSignedIn={onSignedIn} />
    </Suspense>
  );
}

/** Only a path of ours: `next` comes from the address bar. */
function safePath(next: string | null): string {
  return next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : paths.overview;
}

function SampleAccounts({ onChoose }: { onChoose: (values: SignInValues) => void }) {
  const { data: about } = useQuery(aboutQuery);
  const sample = about?.sample;
  if (!sample) return null;
  return (
    <Text size="sm" c="dimmed" ta="center">
      {m.sample_accounts()}{' '}
      {sample.users.map((user, index) => (
        <span key={user}>
          {index > 0 && ' · '}
          <Anchor
            component="button"
            type="button"
            size="sm"
            underline="always"
            onClick={() =>
              onChoose({ account: sample.account, project: sample.project, user, password: user })
            }
          >
            {user}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}
