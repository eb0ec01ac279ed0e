import type { Activity } from '../../core/console-api/activity/activity.ts';
import type { Language } from '../../core/console-api/languages.ts';
import { sentenceOf } from './activity-words.ts';

export type FeedSource = {
  project_name: string;
  /** The address that the console is reached by, without a slash at its end. */
  own: string;
  language: Language;
  /** Newest first. */
  activities: readonly Activity[];
  /** When the feed is as it is, if nothing ever happened. In ms since the epoch. */
  now: number;
};

/**
 * A feed of activities. Source: RFC 4287, Atom. It does not name its own address (`rel="self"`), of which a part is
 * secret: readers pass on what they show.
 */
export function atomFeed({ project_name, own, language, activities, now }: FeedSource): string {
  const page = `${own}/activity`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${text(`${page}#${project_name}`)}</id>`,
    `<title>${text(`Coppice: ${project_name}`)}</title>`,
    `<updated>${time(activities[0]?.at ?? now)}</updated>`,
    `<link rel="alternate" type="text/html" href="${text(page)}"/>`,
    '<author><name>Coppice</name></author>',
    ...activities.flatMap((activity) => entryOf(activity, own, language)),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf(activity: Activity, own: string, language: Language): string[] {
  const { activity_id, at, kind, actor } = activity;
  const sentence = text(sentenceOf(activity, language));
  return [
    '<entry>',
    `<id>${text(`${own}/activity#${activity_id}`)}</id>`,
    `<title>${sentence}</title>`,
    `<updated>${time(at)}</updated>`,
    `<link rel="alternate" type="text/html" href="${text(own + pathOf(activity))}"/>`,
    ...(actor === '' ? [] : [`<author><name>${text(actor)}</name></author>`]),
    `<category term="${kind}"/>`,
    `<content type="text">${sentence}</content>`,
    '</entry>',
  ];
}

/** The page that tells more of it. */
function pathOf({ kind, subject, facts: { deletion_id, service_id } }: Activity): string {
  if (deletion_id !== undefined) return `/deletions/${encodeURIComponent(deletion_id)}`;
  if (service_id !== undefined) return `/services/${encodeURIComponent(service_id)}`;
  if (kind === 'created' && subject !== '') return `/models/${encodeURIComponent(subject.toWellFormed())}`;
  return '/activity';
}

function time(at: number): string {
  return new Date(at).toISOString();
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold, even escaped, which names of a remote registry can. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function text(value: string): string {
  return value.replaceAll(IMPOSSIBLE, '\uFFFD').replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
