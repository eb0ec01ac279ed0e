import { type Activity, type ActivityKind, AUDIT_KINDS } from '../../core/console-api/activity/activity.ts';
import type { Language } from '../../core/console-api/languages.ts';

/** An activity in one line, as a feed's reader shows it. */
export function sentenceOf({ kind, actor, subject, count, facts }: Activity, language: Language): string {
  const words = WORDS[language];
  const isOfVersions = count > 1 || facts.versions === undefined;
  const versions = facts.versions?.[0];
  const one = versions === undefined || isOfVersions ? subject : `${subject} ${versions}`;
  // A person is named, and so is a rule: what is counted of them is something else.
  const isOfOne = AUDIT.has(kind) || facts.rule_id !== undefined || count === 1;
  const what = subject === '' ? words.several(count) : isOfOne ? one : words.many(subject, count);
  if (kind === 'service-deployed' && subject === '') return words.servicesCame(count);
  if (kind === 'service-gone' && subject === '') return words.servicesWent(count);
  const byNobody = actor === '' ? words.byNobody[kind] : undefined;
  if (byNobody) return byNobody(what);
  return words[kind](actor, what, facts.role ?? facts.by ?? '');
}

const AUDIT: ReadonlySet<ActivityKind> = new Set(AUDIT_KINDS);

type Sentence = (who: string, what: string, more: string) => string;
type Words = Record<ActivityKind, Sentence> & {
  /** Of what nobody is known to have done: a gateway saw it, or it was done by the command line. */
  byNobody: { [kind in ActivityKind]?: (what: string) => string };
  several: (count: number) => string;
  servicesCame: (count: number) => string;
  servicesWent: (count: number) => string;
  many: (subject: string, count: number) => string;
};

const WORDS: Record<Language, Words> = {
  en: {
    byNobody: {
      created: (what) => `${what} appeared`,
      imported: (what) => `${what} imported`,
      deleted: (what) => `${what} disappeared`,
      'service-deployed': (what) => `The service ${what} appeared`,
      'service-gone': (what) => `The service ${what} disappeared`,
      'proposal-made': (what) => `The rule ${what} proposes to delete versions`,
    },
    several: (count) => `${count} ${count === 1 ? 'version' : 'versions'}`,
    servicesCame: (count) => `${count} services appeared`,
    servicesWent: (count) => `${count} services disappeared`,
    many: (subject, count) => `${count} versions of ${subject}`,
    created: (who, what) => `${who} created ${what}`,
    imported: (who, what) => `${who} imported ${what}`,
    deleted: (who, what) => `${who} deleted ${what}`,
    refused: (who, what) => `${who} was refused the deletion of ${what}`,
    contradicted: (_, what) => `Still there, though told as deleted: ${what}`,
    'service-deployed': (who, what) => `${who} deployed the service ${what}`,
    'service-gone': (who, what) => `${who} deleted the service ${what}`,
    'signed-in': (who, _, by) => `${who} signed in ${by === 'api' ? 'by the API' : 'to the console'}`,
    'user-added': (who, what) => `${who} added the user ${what}`,
    'user-role-set': (who, what, role) => `${who} made ${what} ${role}`,
    'user-password-set': (who, what) => `${who} set a new password for ${what}`,
    'user-removed': (who, what) => `${who} removed the user ${what}`,
    'sessions-ended': (who, what, by) =>
      by === '' ? `${who} ended the sessions of ${what}` : `${who} signed out`,
    'key-made': (who, what) => `${who} made an access key for ${what}`,
    'key-removed': (who, what) => `${who} removed an access key of ${what}`,
    'secret-changed': (who) => `${who} changed the secret: all sessions and access keys ended`,
    'settings-changed': (who) => `${who} changed how long deletions can be taken back`,
    'webhook-added': (who, what) => `${who} added the webhook ${what}`,
    'webhook-changed': (who, what) => `${who} changed the webhook ${what}`,
    'webhook-removed': (who, what) => `${who} removed the webhook ${what}`,
    protected: (who, what) => `${who} protected ${what}`,
    'protection-lifted': (who, what) => `${who} lifted the protection of ${what}`,
    'rule-added': (who, what) => `${who} added the rule ${what}`,
    'rule-changed': (who, what) => `${who} changed the rule ${what}`,
    'rule-removed': (who, what) => `${who} removed the rule ${what}`,
    excluded: (who, what) => `${who} left ${what} out of cleanup suggestions`,
    included: (who, what) => `${who} has ${what} suggested for cleanup again`,
    'schedule-set': (who, what) => `${who} set the schedule of the rule ${what}`,
    'proposal-made': (_, what) => `The rule ${what} proposes to delete versions`,
    'proposal-declined': (who, what) => `${who} declined what the rule ${what} proposed`,
    'proposal-consented': (who, what) => `${who} consented to what the rule ${what} proposed`,
    'unattended-run': (who, what) => `The rule ${what} deletes by its schedule, for ${who}`,
  },
  'zh-Hans': {
    byNobody: {
      created: (what) => `新出现：${what}`,
      imported: (what) => `已导入 ${what}`,
      deleted: (what) => `已消失：${what}`,
      'service-deployed': (what) => `新出现的服务：${what}`,
      'service-gone': (what) => `已消失的服务：${what}`,
      'proposal-made': (what) => `规则 ${what} 提议删除版本`,
    },
    several: (count) => `${count} 个版本`,
    servicesCame: (count) => `新出现 ${count} 个服务`,
    servicesWent: (count) => `${count} 个服务已消失`,
    many: (subject, count) => `${subject} 的 ${count} 个版本`,
    created: (who, what) => `${who} 创建了 ${what}`,
    imported: (who, what) => `${who} 导入了 ${what}`,
    deleted: (who, what) => `${who} 删除了 ${what}`,
    refused: (who, what) => `${who} 删除 ${what} 被拒绝`,
    contradicted: (_, what) => `曾告知已删除，但仍然存在：${what}`,
    'service-deployed': (who, what) => `${who} 部署了服务 ${what}`,
    'service-gone': (who, what) => `${who} 删除了服务 ${what}`,
    'signed-in': (who, _, by) => `${who} ${by === 'api' ? '通过 API 登录' : '登录了控制台'}`,
    'user-added': (who, what) => `${who} 添加了用户 ${what}`,
    'user-role-set': (who, what, role) => `${who} 将 ${what} 的角色设为 ${role}`,
    'user-password-set': (who, what) => `${who} 为 ${what} 设置了新密码`,
    'user-removed': (who, what) => `${who} 删除了用户 ${what}`,
    'sessions-ended': (who, what, by) => (by === '' ? `${who} 结束了 ${what} 的会话` : `${who} 退出了登录`),
    'key-made': (who, what) => `${who} 为 ${what} 创建了访问密钥`,
    'key-removed': (who, what) => `${who} 删除了 ${what} 的访问密钥`,
    'secret-changed': (who) => `${who} 更换了密钥：所有会话和访问密钥均已失效`,
    'settings-changed': (who) => `${who} 更改了撤销时间`,
    'webhook-added': (who, what) => `${who} 添加了 Webhook ${what}`,
    'webhook-changed': (who, what) => `${who} 更改了 Webhook ${what}`,
    'webhook-removed': (who, what) => `${who} 删除了 Webhook ${what}`,
    protected: (who, what) => `${who} 保护了 ${what}`,
    'protection-lifted': (who, what) => `${who} 解除了对 ${what} 的保护`,
    'rule-added': (who, what) => `${who} 添加了规则 ${what}`,
    'rule-changed': (who, what) => `${who} 更改了规则 ${what}`,
    'rule-removed': (who, what) => `${who} 删除了规则 ${what}`,
    excluded: (who, what) => `${who} 将 ${what} 排除在清理建议之外`,
    included: (who, what) => `${who} 恢复了对 ${what} 的清理建议`,
    'schedule-set': (who, what) => `${who} 设置了规则 ${what} 的定时计划`,
    'proposal-made': (_, what) => `规则 ${what} 提议删除版本`,
    'proposal-declined': (who, what) => `${who} 拒绝了规则 ${what} 的提议`,
    'proposal-consented': (who, what) => `${who} 同意了规则 ${what} 的提议`,
    'unattended-run': (who, what) => `规则 ${what} 按计划以 ${who} 的名义删除`,
  },
};
