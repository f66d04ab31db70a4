import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Call, type Implementation, implement } from '../../../platform/server/http.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { readDirectory } from './present-directory.ts'
import { readHistory } from './read-history.ts'
import { writeDirectorySpreadsheet, writeVcards } from './write-directory.ts'

interface Asked {
  reveal?: 'true' | 'false' | undefined
}
type DirectoryCall<Q> = Call<{ campaign: string }, Q, unknown>

/** One line in the record for one look at clear text, naming the units seen. */
async function recordReveal(call: DirectoryCall<unknown>, units: string[], form: string): Promise<void> {
  if (units.length === 0) return
  await writeAudit(call.db, call, 'personal-data-read', {
    unitId: call.scope.units.length === 1 ? call.scope.units[0]!.id : null,
    after: { form, units },
  })
}

async function readPage(
  call: DirectoryCall<Asked>,
  form: string,
  page: { after: (string | number)[] | null; limit: number },
) {
  const campaign = await findCampaign(call.db, call.params.campaign)
  const reader = { user: call.user, scope: call.scope, reveal: call.query.reveal === 'true' }
  const directory = await readDirectory(call.db, campaign, reader, page)
  const seen = directory.items.filter((one) => !one.masked && one.liaisons.length > 0)
  await recordReveal(
    call,
    seen.map((one) => one.code),
    form,
  )
  const day = localOfInstant(call.now, campaign.definition.timeZone).date
  return {
    ...directory,
    title: `${campaign.definition.title}联络员名录`,
    fileName: `${campaign.definition.shortTitle}联络员名录${day.replaceAll('-', '')}`,
  }
}

/** A directory file holds every unit of a city at once; beyond this it is asked for by part of the tree. */
const wholeDirectory = { after: null, limit: 20_000 }

export const liaisonRoutes: Implementation[] = [
  implement(contract.listLiaisons)(async (call) => {
    const { cursor, limit } = call.query
    const page = await readPage(call, 'list', { after: decodeCursor(cursor, 3), limit })
    return {
      fields: page.fields.map(({ key, label }) => ({ key, label })),
      items: page.items,
      next: page.last ? encodeCursor(page.last) : null,
    }
  }),

  implement(contract.liaisonsXlsx)(async (call) => {
    const { title, fileName, fields, items } = await readPage(call, 'xlsx', wholeDirectory)
    return {
      file: await writeDirectorySpreadsheet(title, fields, items),
      fileName: `${fileName}.xlsx`,
      mediaType: contract.liaisonsXlsx.produces!,
    }
  }),

  implement(contract.liaisonsVcf)(async (call) => {
    const { fileName, items } = await readPage(call, 'vcf', wholeDirectory)
    return {
      file: Buffer.from(writeVcards(items, '联络员')),
      fileName: `${fileName}.vcf`,
      mediaType: contract.liaisonsVcf.produces!,
    }
  }),

  implement(contract.readLiaisonHistory)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const history = await readHistory(call.db, campaign, call.scope.units[0]!.id, {
      user: call.user,
      reveal: call.query.reveal === 'true',
    })
    if (!history.masked && history.items.length > 0) await recordReveal(call, [history.unit.code], 'history')
    return history
  }),
]
