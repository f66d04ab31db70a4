import type { Connection } from './database.ts'
import type { SignedInUser } from './signed-in-user.ts'

/** In place of an address: who has the machine. Its clock is the system's, also in the demo. */
export const commandLine = 'command line'

/** Every kind of audited change with the phrase the audit page shows. */
export const auditKinds = {
  'draft-saved': '保存草稿',
  'report-submitted': '报送',
  'report-checked': '县级核过',
  'report-accepted': '审核通过',
  'report-returned': '退回',
  'report-signed-off': '负责人签阅',
  'deadline-extended': '延期',
  'obligation-exempted': '免报',
  'exemption-ended': '取消免报',
  'obligation-opened': '新增及时报送',
  'snapshot-published': '发布快照',
  'campaign-loaded': '载入活动定义',
  'file-uploaded': '上传文件',
  'user-created': '新建账号',
  'user-changed': '修改账号',
  'password-reset': '重置密码',
  'password-changed': '修改密码',
  'signed-in': '登录',
  'sign-in-refused': '登录被拒',
  'personal-data-read': '查看个人信息',
  'feedback-sent': '提出意见',
  'feedback-answered': '答复意见',
  'activity-recorded': '记录活动',
  'activity-changed': '修改活动记录',
  'activity-deleted': '删除活动记录',
  'activity-restored': '恢复活动记录',
  'activities-imported': '导入活动记录',
  'activity-left': '退出联合活动',
  'activity-template-saved': '保存活动模板',
  'activity-template-deleted': '删除活动模板',
  'clipping-recorded': '记录媒体报道',
  'clipping-changed': '修改媒体报道',
  'clipping-deleted': '删除媒体报道',
  'clipping-restored': '恢复媒体报道',
  'case-recorded': '记录典型案例',
  'case-changed': '修改典型案例',
  'case-deleted': '删除典型案例',
  'case-restored': '恢复典型案例',
  'figure-adjusted': '调整台账数',
  'adjustment-withdrawn': '撤销调整',
  'remark-settled': '办结提示',
  'laws-imported': '载入法规文本',
  'article-saved': '写门户文章',
  'article-published': '发布门户文章',
  'article-withdrawn': '撤下门户文章',
  'participant-forgotten': '删除参与者信息',
  'participation-flag-settled': '办结参与疑点',
  'board-changed': '改变排行榜',
  'draw-committed': '公布抽奖承诺',
  'draw-closed': '截止抽奖名单',
  'draw-held': '开奖',
  'prize-claimed': '领奖核验',
  'questions-adopted': '载入题库',
  'questions-imported': '导入题目',
  'question-pictures-adopted': '载入题目图片',
  'question-picture-added': '上传题目图片',
  'question-saved': '保存题目',
  'question-submitted': '题目送审',
  'question-approved': '题目审核通过',
  'question-returned': '题目退回',
  'question-retired': '停用题目',
  'topic-entry-published': '发布话题作品',
  'topic-entry-refused': '不予发布话题作品',
  'topic-entry-reopened': '重新审核话题作品',
  'topic-entry-selected': '话题作品入选',
  'topic-entry-unselected': '取消话题作品入选',
  'topic-entries-exported': '导出话题作品',
  'question-assigned': '分派会诊问题',
  'question-answered': '答复会诊问题',
  'question-closed': '不答复会诊问题',
  'faq-published': '公开会诊问答',
  'faq-hidden': '撤下会诊问答',
  'session-saved': '安排线上会诊',
  'session-cancelled': '取消线上会诊',
  'session-held': '登记线上会诊已举行',
  'live-contest-created': '新建现场竞赛',
  'live-contest-changed': '修改现场竞赛',
  'live-contest-deleted': '删除现场竞赛',
  'live-contest-ended': '结束现场竞赛',
  'live-contest-restarted': '现场竞赛清空重来',
  'live-link-replaced': '更换抢答器',
  'demo-clock-moved': '拨动演示时钟',
} as const
export type AuditKind = keyof typeof auditKinds

export interface AuditContext {
  now: Date
  caller: SignedInUser | null
  address: string
  requestId: string
}

export interface AuditLine {
  unitId?: string | null
  subjectId?: string | null
  before?: unknown
  after?: unknown
}

/** Written where the change is written, by the same transaction. `before`/`after` hold no personal data in clear. */
export async function writeAudit(
  db: Connection,
  context: AuditContext,
  kind: AuditKind,
  line: AuditLine,
): Promise<void> {
  await writeAuditLines(db, context, [{ kind, ...line }])
}

/** Lines of many changes made at once. */
export async function writeAuditLines(
  db: Connection,
  context: AuditContext,
  lines: (AuditLine & { kind: AuditKind })[],
): Promise<void> {
  const rows = lines.map((line) => ({
    at: context.now,
    kind: line.kind,
    user_id: context.caller?.id ?? null,
    user_name: context.caller?.name ?? null,
    address: context.address,
    request_id: context.requestId,
    unit_id: line.unitId ?? null,
    subject_id: line.subjectId ?? null,
    before: line.before === undefined ? null : JSON.stringify(line.before),
    after: line.after === undefined ? null : JSON.stringify(line.after),
  }))
  // A statement bears 65,535 parameters.
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('audit_record')
      .values(rows.slice(at, at + 1_000))
      .execute()
}
