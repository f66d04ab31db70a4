import { prepareStatement } from '../../../platform/server/database.ts'
import type { Answer } from '../contract.ts'

export interface AttemptRow {
  id: string
  campaignId: string
  contest: string
  phase: 'scored' | 'daily'
  participantId: string
  unitId: string
  unitCode: string
  unitName: string
  day: string
  span: string
  number: number
  bankVersion: string
  /** Of the campaign's definition that was in force when it began. */
  definitionDigest: string
  seed: Buffer
  startedAt: Date
  dueAt: Date | null
  answers: Record<string, Answer>
  finishedAt: Date | null
  handedIn: boolean | null
  points: number | null
  fullPoints: number | null
  marks: string | null
  usedMs: number | null
}

export const attemptColumns = `a.id, a.campaign_id as "campaignId", a.contest, a.phase, a.participant_id as "participantId",
  a.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", a.day, a.span, a.number,
  a.bank_version as "bankVersion", a.definition_digest as "definitionDigest", a.seed, a.started_at as "startedAt", a.due_at as "dueAt", a.answers,
  a.finished_at as "finishedAt", a.handed_in as "handedIn", a.points, a.full_points as "fullPoints", a.marks,
  a.used_ms as "usedMs"`

export const readAttemptRow = prepareStatement<AttemptRow, { id: string; participant: string }>(
  `select ${attemptColumns} from attempt a join org_unit u on u.id = a.unit_id
   where a.id = :id and a.participant_id = :participant`,
)

export const lockAttemptRow = prepareStatement<AttemptRow, { id: string }>(
  `select ${attemptColumns} from attempt a join org_unit u on u.id = a.unit_id where a.id = :id for update of a`,
)
