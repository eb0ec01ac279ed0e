import { m } from '../../messages/messages.js';

/** The word for a service's status; one that we do not know is shown as it came. Source: ModelArts, querying services. */
export function serviceStatusWord(status: string): string {
  switch (status) {
    case 'running':
      return m.service_running();
    case 'deploying':
      return m.service_deploying();
    case 'concerning':
      return m.service_concerning();
    case 'failed':
      return m.service_failed();
    case 'stopped':
      return m.service_stopped();
    case 'stopping':
      return m.service_stopping();
    case 'finished':
      return m.service_finished();
    case 'deleting':
      return m.service_deleting();
    case 'pending':
      return m.service_pending();
    case 'waiting':
      return m.service_waiting();
    default:
      return status;
  }
}
