import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { DemoScript } from './demo-script.ts'

interface StoredFile {
  sha256: string
  name: string
}

/** Files that the invented reports carry; bytes are stored once, each report has its own row. */
export interface DemoFiles {
  open: (unitId: string) => {
    take: () => { id: string }[]
    write: (db: Connection, userId: string, now: Date) => Promise<void>
  }
}

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export async function prepareDemoFiles(
  services: Services,
  definition: CampaignDefinition,
  script: DemoScript,
  now: Date,
): Promise<DemoFiles> {
  const plan = await storeDocument(services, definition, script, now)
  return {
    open: (unitId) => {
      const taken: (StoredFile & { id: string })[] = []
      return {
        take: () => {
          const file = { ...plan, id: v7() }
          taken.push(file)
          return [{ id: file.id }]
        },
        write: async (db, userId, at) => {
          if (taken.length === 0) return
          await db
            .insertInto('file')
            .values(
              taken.map((file) => ({
                id: file.id,
                sha256: file.sha256,
                name: file.name,
                unit_id: unitId,
                uploaded_at: at,
                uploaded_by: userId,
              })),
            )
            .execute()
        },
      }
    },
  }
}

async function storeDocument(
  services: Services,
  definition: CampaignDefinition,
  script: DemoScript,
  now: Date,
): Promise<StoredFile> {
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: `${definition.title}工作方案（演示）`, heading: HeadingLevel.HEADING_1 }),
          new Paragraph(script.planText),
        ],
      },
    ],
  })
  const bytes = await Packer.toBuffer(document)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue-demo-'))
  const file = path.join(folder, 'plan.docx')
  await writeFile(file, bytes)
  await services.storage.adopt(sha256, file)
  await rm(folder, { recursive: true, force: true })
  await services.pool.db
    .insertInto('blob')
    .values({ sha256, size: bytes.length, media_type: wordType, kind: 'document', stored_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { sha256, name: '活动方案.docx' }
}
