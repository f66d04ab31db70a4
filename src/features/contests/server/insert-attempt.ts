import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import type { AttemptRow } from './queries.ts'

const insert = prepareStatement<{ id: string }, { attempts: string }>(
  `insert into attempt (id, campaign_id, contest, phase, participant_id, drawn_for, drawn_number, unit_id, day, span,
     number, bank_version, definition_digest, seed, started_at, due_at)
   select id, "campaignId", contest, phase, "participantId", "participantId", number, "unitId", day, span, number,
     "bankVersion", "definitionDigest", decode(seed, 'hex'), "startedAt", "dueAt"
   from jsonb_to_recordset(:attempts::jsonb) as a (id uuid, "campaignId" uuid, contest text, phase text,
     "participantId" uuid, number smallint, "unitId" uuid, day date, span text, "bankVersion" text, "definitionDigest" text, seed text,
     "startedAt" timestamptz, "dueAt" timestamptz)
   on conflict do nothing returning id`,
)

/** False when the person has a running attempt, or one of this number, by now. */
export const insertAttempt = gather(
  async (db, rows: AttemptRow[]) => {
    const attempts = rows.map((row) => ({ ...row, seed: row.seed.toString('hex') }))
    // In one order, so that two servers do not wait for each other.
    attempts.sort((one, other) => (one.participantId < other.participantId ? -1 : 1))
    const written = new Set((await insert(db, { attempts: JSON.stringify(attempts) })).map((row) => row.id))
    return rows.map(({ id }) => written.has(id))
  },
  { lanes: 2 },
)
