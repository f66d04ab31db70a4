import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import type { Answer } from '../contract.ts'

interface GivenAnswer {
  attempt: string
  participant: string
  place: number
  answer: Answer
  /** The latest end of an attempt that still takes it. */
  due: Date
}

const write = prepareStatement<{ id: string; dueAt: Date | null }, { given: string }>(
  `update attempt a set answers = a.answers || jsonb_build_object(g.place, g.answer)
   from jsonb_to_recordset(:given::jsonb) as g (attempt uuid, participant uuid, place text, answer jsonb, due timestamptz)
   where a.id = g.attempt and a.participant_id = g.participant and a.finished_at is null
     and (a.due_at is null or a.due_at >= g.due)
   returning a.id, a.due_at as "dueAt"`,
)

/** When the attempt ends; nothing is written, and null given, when it has ended, its time is over, or it is another's. */
export const writeAnswer = gather(
  async (db, items: GivenAnswer[]) => {
    const kept = await write(db, { given: JSON.stringify(items) })
    return items.map(({ attempt }) => kept.find((row) => row.id === attempt) ?? null)
  },
  { lanes: 2, apart: (item) => item.attempt },
)
