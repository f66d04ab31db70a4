import { v7 } from 'uuid'
import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { caseContent } from '../../cases/contract.ts'
import { saveCase } from '../../cases/server/save-case.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { clippingContent } from '../../clippings/contract.ts'
import { saveClipping } from '../../clippings/server/save-clipping.ts'
import type { DemoScript } from './demo-script.ts'
import { chanceOf } from './plausible-report.ts'

interface Owner {
  unitId: string
  code: string
  name: string
}

/** One invented report in the unit's own paper on that day; every topic of the definition occurs. */
export async function recordClipping(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  script: DemoScript,
  owner: Owner,
  day: string,
): Promise<void> {
  const { clippings } = campaign.definition.recording
  if (!clippings) return
  const pick = <T>(list: T[], name: string) =>
    list[Math.floor(chanceOf(`${owner.code} ${day} ${name}`) * list.length)]!
  const content = clippingContent.parse({
    outlet: `${owner.name}融媒体中心`,
    level: clippings.levels[0]!.value,
    medium: pick(clippings.mediums, 'medium').value,
    topic: pick(clippings.topics, 'topic').value,
    day,
    title: `${owner.name}：${pick(script.clippingTitles, 'title')}`,
  })
  await saveClipping(db, context, campaign, { id: v7(), unitId: owner.unitId, baseVersion: 0, content })
}

/** One invented case with the articles that the script names. */
export async function recordCase(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  script: DemoScript,
  owner: Owner,
  day: string,
): Promise<void> {
  const { cases } = campaign.definition.recording
  if (!cases) return
  const content = caseContent.parse({
    title: script.caseTitle,
    facts: script.caseFacts,
    decidedOn: day,
    penalty: script.casePenalty,
    bases: script.caseBases,
    flags: cases.flags.slice(0, 1).map((flag) => flag.value),
    outlet: `${owner.name}融媒体中心`,
    exposedOn: day,
  })
  await saveCase(db, context, campaign, { id: v7(), unitId: owner.unitId, baseVersion: 0, content })
}
