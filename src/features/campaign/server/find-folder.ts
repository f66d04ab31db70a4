import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'

/** The campaign folder that was named, or the only one (else the last by name) below `campaigns/`. */
export async function findCampaignFolder(root: string, named: string | undefined): Promise<string | null> {
  if (named) return path.resolve(root, named)
  const base = path.join(root, 'campaigns')
  const names = await readdir(base).catch(() => [])
  const last = names
    .filter((name) => existsSync(path.join(base, name, 'campaign.yaml')))
    .sort()
    .at(-1)
  return last ? path.join(base, last) : null
}
