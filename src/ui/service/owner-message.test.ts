import { describe, expect, it } from 'vitest';
import { ownerMessage } from './owner-message.ts';

const service = {
  service_id: 's-1',
  service_name: 'voice-gateway',
  status: 'running',
  infer_type: 'real-time',
  owner: 'u-1',
  owner_name: 'maya',
  publish_at: Date.UTC(2026, 6, 6, 9, 30),
};
const link = 'https://coppice.example.com/services/a1-b2';
const version = (number: string) => {
  return { model_id: `id-${number}`, model_name: 'speech-commands', model_version: number };
};

describe('the message to the owner of a service', () => {
  it('says which versions are to go, what uses them and since when, and what is asked', () => {
    const versions = [version('0.5.4'), version('0.5.3')];
    expect(ownerMessage({ service, versions, link })).toBe(
      [
        'Hello maya,',
        '',
        'these 2 model versions are to be deleted, and your service voice-gateway still uses them:',
        '- speech-commands 0.5.4 (id-0.5.4)',
        '- speech-commands 0.5.3 (id-0.5.3)',
        '',
        'The service is running, and was published on 6 Jul 2026.',
        '',
        'Please stop using them there: deploy other versions in their place, or end the service if nobody needs it any more. Until then the registry refuses the deletion.',
        '',
        `All that the service uses: ${link}`,
      ].join('\n'),
    );
  });

  it('speaks of one version as of one', () => {
    const text = ownerMessage({ service, versions: [version('0.5.4')], link });
    expect(text).toContain('this model version is to be deleted');
    expect(text).toContain('Please stop using it there');
  });

  it('leaves out what is not known, and never says it wrong', () => {
    const { service_id, service_name, infer_type } = service;
    const bare = { service_id, service_name, infer_type, status: '' };
    const versions = [version('0.5.4')];
    const text = ownerMessage({ service: bare, versions, link });
    expect(text).toMatch(/^Hello,\n/);
    expect(text).not.toMatch(/The service (is|was)|1970|undefined/);
    const stopped = ownerMessage({ service: { ...bare, status: 'stopped', publish_at: 0 }, versions, link });
    expect(stopped).toContain('\n\nThe service is stopped.\n\n');
    const dated = ownerMessage({ service: { ...bare, publish_at: service.publish_at }, versions, link });
    expect(dated).toContain('\n\nThe service was published on 6 Jul 2026.\n\n');
    const nameless = ownerMessage({ service: { ...bare, service_name: '' }, versions, link });
    expect(nameless).toContain('your service s-1 still uses it');
  });
});
