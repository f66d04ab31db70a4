import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Command } from 'commander'
import { listCampaignsInForce, findCampaign } from '../features/campaign/server/find-campaign.ts'
import { liaisonRoutes } from '../features/liaisons/server/routes.ts'
import { statisticsRoutes } from '../features/statistics/server/routes.ts'
import { createHttp } from '../platform/server/http.ts'
import type { Services } from '../platform/server/services.ts'
import type { SignedInUser } from '../platform/server/signed-in-user.ts'
import { print, withServices } from './with-services.ts'

interface Options {
  campaign?: string
  unit?: string
  json?: boolean
}

const downloads = [
  'statistics.docx',
  'statistics.xlsx',
  'statistics.pdf',
  'statistics.csv',
  'liaisons.xlsx',
  'liaisons.vcf',
]

export function exportCommand(): Command {
  return new Command('export')
    .argument('<dir>', '输出文件夹')
    .description('导出此刻的统计表（Word、Excel、PDF、CSV）和联络员名录')
    .option('--campaign <key>', '活动代码，默认最近的活动')
    .option('--unit <code>', '单位代码，默认全市')
    .option('--json', '以 JSON 输出')
    .action(async (dir: string, options: Options) => {
      const written = await withServices((services) => writeExports(services, path.resolve(dir), options))
      print(options.json, { files: written }, written)
    })
}

/** The very downloads that the pages offer, asked for by a reviewer of the whole who has no account. */
async function writeExports(services: Services, dir: string, options: Options): Promise<string[]> {
  const { db } = services.pool
  const campaign = options.campaign
    ? await findCampaign(db, options.campaign)
    : (await listCampaignsInForce(db))[0]
  if (!campaign) throw new Error('还没有载入任何活动。')
  const root = await db
    .selectFrom('org_unit')
    .where('id', '=', campaign.rootUnit.id)
    .select(['id', 'number', 'level', 'code', 'name'])
    .executeTakeFirstOrThrow()
  const user: SignedInUser = {
    id: 'command',
    username: 'command',
    name: '命令行',
    grants: [{ role: 'reviewer', unit: root }],
  }
  const app = createHttp({
    services,
    routes: [...statisticsRoutes, ...liaisonRoutes],
    rawRoutes: [],
    identify: async () => user,
  })
  const query = options.unit ? `?unit=${encodeURIComponent(options.unit)}` : ''
  await mkdir(dir, { recursive: true })
  const written: string[] = []
  for (const name of downloads) {
    const reply = await app.inject({ url: `/api/campaigns/${campaign.key}/${name}${query}` })
    if (reply.statusCode !== 200) throw new Error(`${name}：${(reply.json() as { detail: string }).detail}`)
    const file = path.join(dir, name)
    await writeFile(file, reply.rawPayload)
    written.push(file)
  }
  await app.close()
  return written
}
